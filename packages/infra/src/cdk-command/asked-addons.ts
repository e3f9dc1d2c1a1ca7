import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An add-on that a synthesized cluster asks EKS for. */
export interface AskedAddon {
  /** Stack of the cluster. */
  readonly stack: string;
  readonly region: string;
  /** Minor version, such as `1.36`. */
  readonly kubernetes: string;
  /** As EKS names it, such as `vpc-cni`. */
  readonly name: string;
  readonly version: string;
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<
      string,
      {
        readonly type: string;
        /** `aws://<account>/<region>` */
        readonly environment?: string;
        readonly properties?: { readonly templateFile?: string };
      }
    >
  >;
}

interface Template {
  readonly Resources?: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >;
}

/** The add-ons of all clusters in a folder that CDK has written. */
export function askedAddons(assembly: string): readonly AskedAddon[] {
  const read = <Content>(file: string): Content =>
    JSON.parse(readFileSync(join(assembly, file), 'utf8')) as Content;
  const { artifacts } = read<Manifest>('manifest.json');
  return Object.entries(artifacts).flatMap(([stack, { type, environment = '', properties }]) => {
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return [];
    const resources = Object.values(read<Template>(properties.templateFile).Resources ?? {});
    const cluster = resources.find((resource) => resource.Type === 'Custom::AWSCDK-EKS-Cluster');
    const { version: kubernetes } = (cluster?.Properties?.['Config'] ?? {}) as { readonly version?: string };
    if (kubernetes === undefined) return [];
    const region = environment.split('/').at(-1) ?? '';
    return resources
      .filter((resource) => resource.Type === 'AWS::EKS::Addon')
      .map(({ Properties = {} }) => {
        const { AddonName: name, AddonVersion: version } = Properties as Readonly<Record<string, string>>;
        return { stack, region, kubernetes, name: name ?? '', version: version ?? '' };
      });
  });
}
