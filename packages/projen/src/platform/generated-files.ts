import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { yours } from '../files/once';

/** Files that the first service has as every later one, with what a comment of their kind starts with. */
const shared = { Dockerfile: '#', 'buildspec.yml': '#', 'src/main.ts': '//', 'tsconfig.json': '//' } as const;

/**
 * What the first service has of the generator that makes the later ones, by path in the service's folder. The template
 * is installed before the generator is, so a release brings a copy of its files.
 * @param platform Name of the platform, which its first tenant has as well
 */
export function generatedFiles(platform: string): Record<string, string> {
  const templates = serviceTemplates();
  return Object.fromEntries(
    Object.entries(shared).map(([path, comment]) => {
      const text = readFileSync(join(templates, `${path}.template`), 'utf8')
        .replaceAll('{{port}}', '8080')
        .replaceAll('{{repository}}', `${platform}/front-end`);
      return [path, `${comment} ${yours}\n${text}`];
    }),
  );
}

/** Folder with the generator's files: its own package's, where that is beside this one, or the copy. */
function serviceTemplates(): string {
  const generator = join(__dirname, '..', '..', '..', 'nx', 'templates', 'service');
  return existsSync(generator) ? generator : join(__dirname, '..', '..', 'assets', 'service');
}
