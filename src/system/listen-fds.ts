/** Sockets that systemd opened for us (sd_listen_fds(3)). Pure. */

/** Standard input, output and error come before it. */
const FIRST_FD = 3;

/**
 * The descriptor of the first socket passed on, already bound and listening; undefined where there is none. Further
 * ones are left alone: aris.socket has one.
 * @param env LISTEN_PID says whom they are for, lest a child take them for its own; LISTEN_FDS counts them
 */
export function listenFds(
  env: Readonly<Record<string, string | undefined>>,
  pid: number,
): number | undefined {
  const { LISTEN_PID, LISTEN_FDS } = env;
  return LISTEN_PID === String(pid) && /^[1-9]\d*$/.test(LISTEN_FDS ?? '') ? FIRST_FD : undefined;
}
