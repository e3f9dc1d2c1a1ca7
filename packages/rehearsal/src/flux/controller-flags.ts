/** Where a controller process listens and keeps its files, in place of what its pod would use. */
export interface ControllerAddresses {
  /** `host:port` of its metrics. */
  readonly metrics: string;
  /** `host:port` of its health. */
  readonly health: string;
  /** Folder in place of `/data`. */
  readonly storage: string;
  /** `host:port` of source-controller's file server. */
  readonly artifacts: string;
  /** `host:port` of notification-controller's events. */
  readonly events: string;
  /** `host:port` of notification-controller's Receivers. */
  readonly receivers: string;
}

/**
 * Flags of a controller as its live Deployment has them, with nothing changed but addresses. Leader election is left
 * out: a process beside the cluster has no namespace file to elect in.
 */
export function controllerFlags(
  controller: string,
  live: readonly string[],
  addresses: ControllerAddresses,
): readonly string[] {
  const replaced: Readonly<Record<string, string>> = {
    '--events-addr': `http://${addresses.events}/`,
    '--storage-path': addresses.storage,
    '--storage-adv-addr': addresses.artifacts,
  };
  const own = live.flatMap((flag) => {
    const name = flag.replace(/=.*$/s, '');
    if (name === '--enable-leader-election') return [];
    return [replaced[name] === undefined ? flag : `${name}=${replaced[name]}`];
  });
  return [
    ...own,
    `--metrics-addr=${addresses.metrics}`,
    `--health-addr=${addresses.health}`,
    // It would keep its tags in /data of this machine.
    ...(controller === 'image-reflector-controller' && !own.some((flag) => flag.startsWith('--storage-path'))
      ? [`--storage-path=${addresses.storage}`]
      : []),
    ...(controller === 'source-controller' ? [`--storage-addr=${addresses.artifacts}`] : []),
    ...(controller === 'notification-controller'
      ? [`--events-addr=${addresses.events}`, `--receiverAddr=${addresses.receivers}`]
      : []),
  ];
}
