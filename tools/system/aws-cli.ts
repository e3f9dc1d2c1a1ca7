import { installPythonPrograms } from './python-programs.ts';

// Prints the folder of a pinned AWS CLI, installed when it is not there yet: builds of the rehearsal take it from PATH.
process.stdout.write(await installPythonPrograms('aws-clients.txt'));
