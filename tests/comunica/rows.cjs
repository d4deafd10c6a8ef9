// A graph read by N3.js and asked by Comunica, in a process of its own.
//
// Reads JSON from standard input (the file `graph`, its media type `format`, `queries` by name) and prints the rows of
// each query and all that was read, as N-Quads. Needs the packages of package.json on NODE_PATH.

const { readFileSync } = require('node:fs');
const { QueryEngine } = require('@comunica/query-sparql-rdfjs-lite');
const { Parser, Store, Writer } = require('n3');

async function select(engine, store, query) {
  const result = await engine.query(query, { sources: [store] });
  // Some operations give variables alone, some with what is known of them.
  const variables = (await result.metadata()).variables.map((given) => given.variable ?? given);
  const rows = await (await result.execute()).toArray();
  return rows.map((row) => variables.map((variable) => row.get(variable)?.value ?? null));
}

async function main() {
  const asked = JSON.parse(readFileSync(0, 'utf8'));
  const quads = new Parser({ format: asked.format }).parse(readFileSync(asked.graph, 'utf8'));
  const engine = new QueryEngine();
  const store = new Store(quads);
  const rows = {};
  for (const [name, query] of Object.entries(asked.queries)) {
    rows[name] = await select(engine, store, query);
  }
  const told = { quads: new Writer({ format: 'N-Quads' }).quadsToString(quads), rows };
  process.stdout.write(JSON.stringify(told));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
