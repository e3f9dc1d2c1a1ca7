import { join } from 'node:path';
import { deliver, type Delivery } from '@tideway/delivery';
import { generateRepositories } from '@tideway/gitops';
import type { FileTree } from '@tideway/gitops';
import { findKustomize } from '@tideway/kustomize';
import { codeCommitUrl, type Platform } from '@tideway/model';
import type { SiteAws } from './local-aws.ts';

/** What is delivered, and as whom. */
export interface DeliverRepositoriesOptions {
  readonly platform: Platform;
  /** Path of the model as the headers of the files name it. */
  readonly model: string;
  readonly aws: SiteAws;
  /** Folder for the mirrors. */
  readonly stateDirectory: string;
  readonly version: string;
  readonly signal?: AbortSignal;
}

/** A repository that the generator makes. */
export interface GeneratedRepository {
  readonly name: string;
  readonly branch: string;
  readonly files: FileTree;
}

/** The repositories of a platform exactly as `tideway generate` writes them; the flux-repo comes last. */
export function generated(platform: Platform, model: string): readonly GeneratedRepository[] {
  const [flux, ...tenants] = generateRepositories(platform, { model });
  return [...tenants, ...(flux ? [flux] : [])];
}

/**
 * A file of the flux-repo exactly as `tideway generate` writes it.
 *
 * @throws Error when there is none
 */
export function generatedFluxFile(platform: Platform, model: string, path: string): string {
  const file = generated(platform, model).at(-1)?.files.get(path);
  if (file === undefined) throw new Error(`${platform.repositories.flux} has no ${path}.`);
  return Buffer.from(file.bytes).toString();
}

/** Delivers the repositories of a platform into local AWS, as `tideway sync` does. */
export async function deliverRepositories(options: DeliverRepositoriesOptions): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const repository of generated(options.platform, options.model)) {
    await options.aws.connection.ensureRepository(repository.name);
    deliveries.push(await deliverRepository(options, repository));
  }
  return deliveries;
}

/** Delivers one repository, whose overlays are rendered before anything is pushed. */
export function deliverRepository(
  options: DeliverRepositoriesOptions,
  { name, branch, files }: GeneratedRepository,
): Promise<Delivery> {
  const { platform, aws, stateDirectory, version, signal } = options;
  return deliver({
    repository: name,
    remote: {
      name: 'rehearsal',
      url: codeCommitUrl(platform, name),
      branch,
      environment: aws.connection.environment,
      credentials: () => Promise.resolve(aws.connection.credentials),
    },
    tree: files,
    stateDirectory,
    version,
    kustomize: () => findKustomize({ cacheDirectory: join(stateDirectory, 'bin') }),
    ...(signal && { signal }),
  });
}
