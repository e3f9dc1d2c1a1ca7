/** What the shop's Go services have in common: port 80 as an ordinary user, and a `/health` that asks their database too. */
export const goKit = {
  ports: { http: 80 },
  probes: {
    startup: { tcp: 'http', periodSeconds: 3 },
    readiness: { http: '/health', periodSeconds: 3 },
    // Not /health: a restart does not help a service whose database is slow.
    liveness: { tcp: 'http' },
  },
  security: { runAsUser: 10001, runAsGroup: 10001, addCapabilities: ['NET_BIND_SERVICE'] },
  annotations: { 'prometheus.io/scrape': 'true' },
  environments: { production: { replicas: 2 } },
} as const;
