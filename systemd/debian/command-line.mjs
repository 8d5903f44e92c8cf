// Manual page and completion, both from what the program says of itself with --help.
import { execFileSync } from 'node:child_process';

const help = (program, ...command) =>
  execFileSync(process.execPath, [program, ...command, '--help'], {
    encoding: 'utf8',
    // Of this machine's settings nothing belongs into a package.
    env: { PATH: process.env.PATH },
  });

/** @param text one of `aris COMMAND --help` @returns what may follow the command */
function wordsOf(name, text) {
  const usage = text.split('\n\n')[0];
  const actions = [...usage.matchAll(new RegExp(`aris ${name} ([a-z][a-z0-9-]*)`, 'g'))];
  const options = [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)];
  return [...new Set([...actions.map(([, action]) => action), ...options.map(([one]) => one)])];
}

/** @param program dist/main.js @returns each command with its summary, its help, and what may follow it */
export function readCommands(program) {
  const rows = [...help(program).matchAll(/^ {2}([a-z][a-z-]*) +(\S.*)$/gm)];
  return rows.map(([, name, summary]) => {
    const text = help(program, name).trimEnd();
    return { name, summary, text, words: wordsOf(name, text) };
  });
}

export function completionOf(commands) {
  const cases = commands.map(({ name, words }) => `        ${name}) words='${words.join(' ')}' ;;`);
  return `# bash completion of aris
_aris() {
    local current="\${COMP_WORDS[COMP_CWORD]}" words=''
    if [ "$COMP_CWORD" -eq 1 ]; then
        words='${[...commands.map(({ name }) => name), '--help', '--version'].join(' ')}'
    else
        case "\${COMP_WORDS[1]}" in
${cases.map((line) => `    ${line}`).join('\n')}
        esac
    fi
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _aris aris
`;
}

const escaped = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');

const FILES = [
  ['/etc/aris/aris.env', 'settings of the service'],
  ['/etc/credstore/aris.*', 'its secrets: mqtt-password, admin-secret, bootstrap-token'],
  ['/var/lib/aris', 'what is kept: store, keys, backups, firmware'],
  ['/usr/lib/aris/systemd', 'files for Mosquitto, Prometheus and Grafana'],
];

/** @param documents the folder of README.md */
export function manualOf(commands, { version, description, day }, documents) {
  const sections = commands.map(
    ({ name, summary, text }) =>
      `.SS aris ${name}\n${escaped(summary)}\n.PP\n.nf\n${escaped(text)}\n.fi`,
  );
  const all = [...FILES, [`/${documents}/README.md`, 'which leads to all documents']];
  const files = all.map(([path, what]) => `.TP\n.I ${escaped(path)}\n${escaped(what)}`);
  return `.TH ARIS 1 "${day}" "Aris ${version}" "User Commands"
.SH NAME
aris \\- ${escaped(`${description.charAt(0).toLowerCase()}${description.slice(1)}`)}
.SH SYNOPSIS
.B aris
.I COMMAND
[\\fIARGUMENT\\fR ...]
.SH DESCRIPTION
The hub runs as the service aris.service, behind aris.socket. The command line asks the hub that runs, else works on its store itself.
.SH COMMANDS
${sections.join('\n')}
.SH FILES
${files.join('\n')}
.SH SEE ALSO
.BR systemctl (1),
.BR journalctl (1),
.BR mosquitto (8)
`;
}
