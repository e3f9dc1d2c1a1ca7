import { asText } from '../../model/add-entry.ts';

/** What a service is made of. */
export interface ServiceSettings {
  /** Name of the variable that holds it. */
  readonly variable: string;
  readonly tenant: string;
  /** `pinned`: a reference; `built`: an app of the workspace. */
  readonly image:
    | { readonly pinned: string }
    | { readonly app: string; readonly source: string; readonly repository: string };
  /** Port that it listens on. */
  readonly port: number;
  readonly calls: readonly string[];
  readonly exposed: boolean;
}

/**
 * The source file of a service. One that is built here answers `/healthz`; of an image of somebody else it is only known
 * that it listens.
 */
export function serviceSource(settings: ServiceSettings): string {
  const { image, port, variable, calls, exposed, tenant } = settings;
  const foreign = 'pinned' in image;
  const reference = foreign
    ? `pinned(${asText(image.pinned)})`
    : `built({ app: ${asText(image.app)}, source: ${asText(image.source)}, repository: ${asText(image.repository)} })`;
  const name = foreign ? 'main' : 'http';
  const asks = foreign ? `tcp: 'main'` : `http: '/healthz'`;
  const lines = [
    `image: ${reference}`,
    `ports: { ${name}: ${port} }`,
    `resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } }`,
    `probes: { startup: { ${asks} }, readiness: { ${asks} }, liveness: { ${asks} } }`,
    `security: { runAsUser: 10001, runAsGroup: 10001 }`,
    ...(calls.length === 0 ? [] : [`calls: [${calls.map(asText).join(', ')}]`]),
    ...(exposed ? ['exposed: true'] : []),
  ];
  return `import { ${foreign ? 'pinned' : 'built'}, service } from '@tideway/model';

/** A service of ${tenant}. */
export const ${variable} = service({
${lines.map((line) => `  ${line},\n`).join('')}});
`;
}
