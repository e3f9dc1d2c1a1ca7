/** Names of what is measured without events. */
export const byPolling = {
  image: "by polling: image pushed → robot's commit",
  commit: 'by polling: commit → cluster',
} as const;
