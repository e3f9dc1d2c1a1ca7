import { textLike } from './expected.ts';

/** CPU as Kubernetes counts it. */
export const cpuQuantity = textLike(
  /^(?:\d+m|\d+(?:\.\d{1,3})?)$/,
  'CPUs as a Kubernetes quantity, such as 100m or 2',
);

/** Memory or storage as Kubernetes counts it. */
export const byteQuantity = textLike(
  /^\d+(?:\.\d+)?(?:[KMGTPE]i|[kMGTPE])?$/,
  'bytes as a Kubernetes quantity, such as 64Mi or 10Gi',
);

/** Length of time as Flux writes it. */
export const duration = textLike(/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/, 'a duration, such as 30s, 5m or 1h30m');

/** Exact version after Semantic Versioning. */
export const exactVersion = textLike(
  /^v?\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/,
  'an exact version, such as 2.14.0, and no range',
);
