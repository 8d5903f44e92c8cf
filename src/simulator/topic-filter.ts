/** Whether a topic matches an MQTT subscription filter (MQTT 3.1.1, section 4.7). */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  // A leading wildcard does not reach the broker's own topics, such as $SYS.
  if (topic.startsWith('$') && (wanted[0] === '#' || wanted[0] === '+')) return false;
  for (const [depth, word] of wanted.entries()) {
    if (word === '#') return true;
    if (depth >= levels.length || (word !== '+' && word !== levels[depth])) return false;
  }
  return wanted.length === levels.length;
}
