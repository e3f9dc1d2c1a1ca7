import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { x } from 'tinyexec';

/** What an image says about how it is run (OCI image specification, "config"). */
export interface ImageConfig {
  readonly User: string;
  readonly WorkingDir: string;
  readonly Env: readonly string[];
  readonly Cmd: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}

/**
 * Takes an image from a registry and lays its file system out in a folder.
 *
 * @throws Error when the registry has no such tag
 */
export async function unpackImage(options: {
  /** Address of the registry. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly folder: string;
}): Promise<ImageConfig> {
  const { registry, repository, tag, folder } = options;
  const get = async (path: string): Promise<Response> => {
    const response = await fetch(`${registry}/v2/${repository}/${path}`, {
      headers: {
        accept:
          'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
      },
    });
    if (!response.ok) throw new Error(`${registry}: ${path} of ${repository}: ${response.status}`);
    return response;
  };
  const { config, layers } = (await (await get(`manifests/${tag}`)).json()) as Manifest;
  const root = join(folder, 'root');
  mkdirSync(root, { recursive: true });
  for (const [index, { digest }] of layers.entries()) {
    const file = join(folder, `layer-${index}.tar.gz`);
    writeFileSync(file, Buffer.from(await (await get(`blobs/${digest}`)).arrayBuffer()));
    await x('tar', ['-xzf', file, '-C', root], { throwOnError: true, timeout: 120_000 });
  }
  const parsed = (await (await get(`blobs/${config.digest}`)).json()) as { readonly config: ImageConfig };
  return parsed.config;
}
