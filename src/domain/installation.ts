/** How the hub is installed, which says what a person types at its machine: `service` is the package with systemd. */
export const INSTALLATIONS = ['service', 'container', 'command', 'folder'] as const;
export type Installation = (typeof INSTALLATIONS)[number];
