import type { Project } from 'projen';
import { TextFile } from 'projen/lib/textfile';
import { nodeVersion } from '../pins';
import { once, yours } from './once';
import { ownedText } from './owned';

/** JSON Schema of the model, as its package brings it. */
const platformSchema = 'node_modules/@tideway/model/bundle/platform.schema.json';

/** What editors read: the template's .editorconfig and .nvmrc, and settings that are the team's. */
export function editor(project: Project): void {
  ownedText(project, '.editorconfig', {
    comment: '#',
    text: `root = true

[*]
charset = utf-8
end_of_line = lf
indent_style = space
indent_size = 2
insert_final_newline = true
trim_trailing_whitespace = true

[*.md]
trim_trailing_whitespace = false

[{go.mod,*.go}]
indent_style = tab`,
  });
  // Without a comment: not every tool that reads it knows them.
  new TextFile(project, '.nvmrc', { marker: false, lines: [nodeVersion, ''] });
  once(project, {
    '.vscode/settings.json': json({
      'editor.defaultFormatter': 'esbenp.prettier-vscode',
      'editor.formatOnSave': true,
      'files.readonlyFromPermissions': true,
      'js/ts.tsdk.path': 'node_modules/typescript/lib',
      // Of a model that another tool writes as data: TypeScript knows the rest by itself.
      'json.schemas': [{ fileMatch: ['/apps/*/platform.json'], url: `./${platformSchema}` }],
      'yaml.schemas': { [platformSchema]: ['apps/*/platform.yaml'] },
    }),
    // In the form that prettier gives a short list.
    '.vscode/extensions.json': `// ${yours}
{
  "recommendations": ["dbaeumer.vscode-eslint", "esbenp.prettier-vscode", "nrwl.angular-console"]
}
`,
    '.vscode/tasks.json': json({
      version: '2.0.0',
      tasks: [
        { label: 'npm test', type: 'npm', script: 'test', group: { kind: 'test', isDefault: true } },
        { label: 'npm start', type: 'npm', script: 'start', group: { kind: 'build', isDefault: true } },
      ],
    }),
    '.devcontainer/devcontainer.json': json({
      name: project.name,
      image: `mcr.microsoft.com/devcontainers/javascript-node:${nodeVersion.split('.')[0] ?? ''}-bookworm`,
      postCreateCommand: 'npm ci',
    }),
  });
}

/** In the form that prettier gives: a list of one text is on one line. */
function json(value: object): string {
  const text = JSON.stringify(value, null, 2).replaceAll(/\[\n\s+("[^"]*")\n\s+\]/g, '[$1]');
  return `// ${yours}\n${text}\n`;
}
