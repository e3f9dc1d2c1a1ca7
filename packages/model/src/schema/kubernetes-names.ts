import { textLike } from './expected.ts';

/** DNS label of RFC 1123: names of namespaces, containers, volumes. */
export const dnsLabel = textLike(
  /^(?=.{1,63}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  'a DNS label (a-z, 0-9 and - inside, at most 63 characters)',
);

/** DNS label of RFC 1035, which starts with a letter: names of Kubernetes Services, and of everything that names derive from. */
export const dnsLabelFromLetter = textLike(
  /^(?=.{1,63}$)[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  'a DNS label that starts with a letter (a-z, 0-9 and - inside, at most 63 characters)',
);

/** DNS subdomain of RFC 1123: names of Secrets and StorageClasses. */
export const dnsSubdomain = textLike(
  /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
  'a DNS subdomain (labels of a-z, 0-9 and - joined by dots, at most 253 characters)',
);

/** Name of a container port: an IANA service name. */
export const portName = textLike(
  /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/,
  'a port name (a-z, 0-9 and single - inside, at least one letter, at most 15 characters)',
);

/** Key of an annotation: an optional DNS prefix and a name. */
export const annotationKey = textLike(
  /^(?:(?=[^/]{1,253}\/)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?(?=[^/]{1,63}$)[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/,
  'an annotation key, such as prometheus.io/scrape',
);

/** Name of an environment variable. */
export const variableName = textLike(
  /^[A-Za-z_][-.\w]*$/,
  'the name of an environment variable (A-Z, a-z, 0-9, _, . and -, not starting with a digit)',
);

/** Key inside of a Kubernetes Secret. */
export const secretKey = textLike(/^[-.\w]{1,253}$/, 'the key of a secret (A-Z, a-z, 0-9, _, . and -)');

/** Linux capability as Kubernetes writes it. */
export const capability = textLike(
  /^[A-Z][A-Z_]*$/,
  'a Linux capability without its CAP_, such as NET_BIND_SERVICE',
);

/** Absolute path inside of a container. */
export const containerPath = textLike(
  /^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^:\0]*$/,
  'an absolute path in the container without .. or :',
);

/** Path of an HTTP request. */
export const urlPath = textLike(/^\/[\x21-\x7e]*$/, 'a URL path that starts with /');
