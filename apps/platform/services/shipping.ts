import { pinned, service } from '@tideway/model';
import { springBoot } from './spring-boot.ts';

/** Puts every parcel into the queue. */
export const shipping = service({
  ...springBoot,
  image: pinned('weaveworksdemos/shipping:0.4.8'),
  env: { ...springBoot.env, ZIPKIN: 'zipkin.jaeger.svc.cluster.local' },
  resources: { requests: { cpu: '100m', memory: '300Mi' }, limits: { cpu: '300m', memory: '500Mi' } },
  calls: ['rabbitmq'],
});

/** Takes the parcels out of the queue again. */
export const queueMaster = service({
  ...springBoot,
  image: pinned('weaveworksdemos/queue-master:0.3.1'),
  resources: { requests: { cpu: '100m', memory: '300Mi' }, limits: { cpu: '300m', memory: '500Mi' } },
  calls: ['rabbitmq'],
});

/** The queue between them, with an exporter beside it that speaks Prometheus. */
export const rabbitmq = service({
  image: pinned('rabbitmq:3.6.8-management'),
  ports: { amqp: 5672, management: { port: 15672, published: false } },
  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  probes: {
    startup: { tcp: 'amqp', periodSeconds: 3 },
    readiness: { tcp: 'amqp' },
    liveness: { tcp: 'amqp' },
  },
  // Started as the image's own user it needs none of the capabilities that its entrypoint uses to become that user.
  security: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
  volumes: {
    'tmp-volume': { mountPath: '/tmp', kind: 'memory', size: '16Mi' },
    data: { mountPath: '/var/lib/rabbitmq', kind: 'disk', size: '1Gi' },
  },
  sidecars: {
    'rabbitmq-exporter': {
      image: pinned('kbudde/rabbitmq-exporter:1.0.0'),
      ports: { exporter: 9090 },
      env: { PUBLISH_PORT: '9090' },
      resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
      probes: { readiness: { tcp: 'exporter' }, liveness: { tcp: 'exporter' } },
      security: { runAsUser: 65535, runAsGroup: 65535 },
    },
  },
  annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' },
});
