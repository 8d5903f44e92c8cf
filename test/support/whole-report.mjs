// For test processes. Node 20 ends one (`--test-force-exit`) while some of what it reports is still on its way to the
// runner: on a loaded machine some tests were counted in one run and not in the next. Here its end waits for that.
const { exit, stdout } = process;
const isReported = new Promise((resolve) => {
  // The last of it has been written: it is gone once what is written after it is.
  stdout.once('unpipe', () => stdout.write('', resolve));
});
process.exit = (code) => void isReported.then(() => exit(code));
