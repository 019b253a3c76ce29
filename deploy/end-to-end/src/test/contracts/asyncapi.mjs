// Prints what the AsyncAPI parser says of a document: nothing, if all is well. That 3.1 is newer than 3.0 is no fault.
import { readFile } from 'node:fs/promises';
import { Parser } from '@asyncapi/parser';

const text = await readFile(process.argv[2], 'utf8');
const { document, diagnostics } = await new Parser().parse(text);
const faults = diagnostics.filter(({ severity }) => severity <= 1);
for (const { code, path, message } of faults) {
  console.log(`${code} at ${path.join('/')}: ${message}`);
}
process.exitCode = document && faults.length === 0 ? 0 : 1;
