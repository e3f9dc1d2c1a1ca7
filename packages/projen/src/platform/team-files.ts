import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Project } from 'projen';
import { once } from '../files/once';
import type { PlatformAnswers } from '../options/check-platform-options';
import { externalSecretsChart } from '../pins';
import { generatedFiles } from './generated-files';

const assets = join(__dirname, '..', '..', 'assets', 'platform');

/** Everything in a new repository that is the team's from the first commit on. */
export function teamFiles(project: Project, answers: PlatformAnswers): void {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(assets, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(assets, file)
      .split(sep)
      .join('/')
      .replace(/\.template$/, '');
    files[path] = fill(readFileSync(file, 'utf8'), answers);
  }
  for (const [path, text] of Object.entries(generatedFiles(answers.name)))
    files[`apps/front-end/${path}`] = text;
  once(project, files);
}

/**
 * Puts the answers where the assets have `__NAME__`, `__ACCOUNT__` and `__REGION__`; `__KEY__` is the name as a key, and
 * `__EXTERNAL_SECRETS__` a pin.
 */
function fill(text: string, { name, account, region }: PlatformAnswers): string {
  return text
    .replaceAll('__KEY__', name.includes('-') ? `'${name}'` : name)
    .replaceAll('__EXTERNAL_SECRETS__', externalSecretsChart)
    .replaceAll('__NAME__', name)
    .replaceAll('__ACCOUNT__', account)
    .replaceAll('__REGION__', region);
}
