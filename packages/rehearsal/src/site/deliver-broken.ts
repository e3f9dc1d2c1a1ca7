import type { Delivery } from '@tideway/delivery';
import { type DeliverRepositoriesOptions, deliverRepository, generated } from './deliver-repositories.ts';

/** Tries to deliver a repository in which every overlay names a file that is not there. */
export function deliverBrokenRepository(
  options: DeliverRepositoriesOptions & { readonly name: string },
): Promise<Delivery> {
  const found = generated(options.platform, options.model).find(({ name }) => name === options.name);
  if (!found) throw new Error(`The platform generates no ${options.name}.`);
  const files = new Map(found.files);
  for (const [path, file] of found.files) {
    if (!/overlays\/[^/]+\/kustomization\.yaml$/.test(path)) continue;
    const text = new TextDecoder()
      .decode(file.bytes)
      .replace('resources:\n', 'resources:\n- not-there.yaml\n');
    files.set(path, { ...file, bytes: new TextEncoder().encode(text) });
  }
  return deliverRepository(options, { ...found, files });
}
