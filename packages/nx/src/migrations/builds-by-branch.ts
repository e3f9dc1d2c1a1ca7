import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from 'nx/src/devkit-exports.js';

const templates = join(import.meta.dirname, '..', '..', 'templates', 'service');

/** Files as the template wrote them up to 0.0.0, and the word in each that is the service's own. */
export const written = [
  {
    file: 'buildspec.yml',
    word: '{{repository}}',
    text: `version: 0.2
# The project gives REPOSITORY_URI: <account>.dkr.ecr.<region>.amazonaws.com/{{repository}}
env:
  shell: bash
  variables:
    NODE_ENV: test
phases:
  install:
    runtime-versions:
      nodejs: 24
  pre_build:
    commands:
      - set -euo pipefail
      - node --test
      - REGISTRY="\${REPOSITORY_URI%%/*}"
      - REGION="$(echo "$REGISTRY" | cut -d. -f4)"
      - aws ecr get-login-password --region "$REGION" | docker login --username AWS --password-stdin "$REGISTRY"
      - IMAGE_TAG="main-$(echo "$CODEBUILD_RESOLVED_SOURCE_VERSION" | cut -c1-7)-$CODEBUILD_BUILD_NUMBER"
  build:
    commands:
      - docker build --tag "$REPOSITORY_URI:$IMAGE_TAG" .
  post_build:
    commands:
      # CodeBuild runs this phase after a failed build too: an image of a broken build must never be pushed.
      - test "$CODEBUILD_BUILD_SUCCEEDING" = 1
      - docker push "$REPOSITORY_URI:$IMAGE_TAG"
      - echo "Pushed $REPOSITORY_URI:$IMAGE_TAG"
`,
  },
  {
    file: 'Dockerfile',
    word: '{{port}}',
    text: `ARG BASE_IMAGE=docker.io/library/node:24.21.0-bookworm-slim
FROM \${BASE_IMAGE}
WORKDIR /app
COPY package.json ./
COPY src ./src
ENV NODE_ENV=production
USER 10001
EXPOSE {{port}}
CMD ["node", "src/main.ts"]
`,
  },
] as const;

/**
 * Has CodeBuild name images by their branch, and label them with their commit. Up to 0.0.0 a service's buildspec called
 * every image `main-…`: one that somebody built from another branch would have been deployed. The files are the team's:
 * only those that are as the template wrote them are replaced.
 */
export function buildsByBranch(tree: Tree): void {
  for (const app of tree.exists('apps') ? tree.children('apps') : []) {
    for (const { file, word, text } of written) {
      const path = `apps/${app}/${file}`;
      const present = tree.exists(path) ? tree.read(path, 'utf-8') : null;
      if (present === null) continue;
      const [before = '', after = ''] = text.split(word);
      const start = present.indexOf(before);
      const marked = present.slice(0, start);
      const own = present.slice(start + before.length, -after.length);
      const isTemplate =
        start >= 0 && /^(?:#[^\n]*\n)?$/.test(marked) && present === marked + before + own + after;
      if (!isTemplate || /\s/.test(own)) continue;
      const now = readFileSync(join(templates, `${file}.template`), 'utf8');
      tree.write(path, marked + now.replaceAll(word, () => own));
    }
  }
}
