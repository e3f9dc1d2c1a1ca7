/** What the shop's Java services have in common: a small heap, a scratch folder, and a start that takes its time. */
export const springBoot = {
  ports: { http: 80 },
  env: {
    JAVA_OPTS:
      '-Xms64m -Xmx128m -XX:+UseG1GC -Djava.security.egd=file:/dev/urandom -Dspring.zipkin.enabled=false',
  },
  probes: {
    // A third of a CPU needs a minute or two to start a JVM: up to five minutes are allowed.
    startup: { tcp: 'http', failureThreshold: 60 },
    readiness: { http: '/health', periodSeconds: 3 },
    // Not /health: a restart does not help a service whose database is slow.
    liveness: { tcp: 'http' },
  },
  security: { runAsUser: 10001, runAsGroup: 10001, addCapabilities: ['NET_BIND_SERVICE'] },
  // The embedded web server unpacks itself there; everything else is read-only.
  volumes: { 'tmp-volume': { mountPath: '/tmp', kind: 'memory', size: '64Mi' } },
  annotations: { 'prometheus.io/scrape': 'true' },
  environments: { production: { replicas: 2 } },
} as const;
