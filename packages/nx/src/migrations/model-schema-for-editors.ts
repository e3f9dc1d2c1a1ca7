import type { Tree } from 'nx/src/devkit-exports.js';

const settings = '.vscode/settings.json';

/** How the template ended these settings up to 0.0.0. */
const ending = '  "js/ts.tsdk.path": "node_modules/typescript/lib"\n}\n';

const added = `  "js/ts.tsdk.path": "node_modules/typescript/lib",
  "json.schemas": [
    {
      "fileMatch": ["/apps/*/platform.json"],
      "url": "./node_modules/@tideway/model/bundle/platform.schema.json"
    }
  ],
  "yaml.schemas": {
    "node_modules/@tideway/model/bundle/platform.schema.json": ["apps/*/platform.yaml"]
  }
}
`;

/**
 * Lets VS Code know the schema of a model that is written as data. The settings are the team's: only where they end as the
 * template wrote them is something added, and all before it stays.
 */
export function modelSchemaForEditors(tree: Tree): void {
  const text = tree.exists(settings) ? tree.read(settings, 'utf-8') : null;
  if (text?.endsWith(ending) !== true) return;
  tree.write(settings, text.slice(0, -ending.length) + added);
}
