import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Path;

/** HiveMQ in this process, with its folders below the one that is named. It lets everybody in, as it comes embedded. */
public class Broker {
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    EmbeddedHiveMQ.builder()
        .withConfigurationFolder(folder.resolve("conf"))
        .withDataFolder(folder.resolve("data"))
        .withExtensionsFolder(folder.resolve("extensions"))
        .build()
        .start()
        .join();
    System.out.println("running");
  }
}
