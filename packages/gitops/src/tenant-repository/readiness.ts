import type { Container, Probe, Service } from '@tideway/model';

/** Seconds that a pod of the service may take until it is ready, once its images are there. */
export function slowestReadiness(service: Service): number {
  return Math.max(...[service.container, ...service.sidecars].map(containerReadiness));
}

function containerReadiness({ probes }: Container): number {
  return lastChance(probes.startup) + lastChance(probes.readiness);
}

function lastChance(probe: Probe | undefined): number {
  if (probe === undefined) return 0;
  return probe.initialDelaySeconds + probe.periodSeconds * probe.failureThreshold;
}
