// Uses node-postgres as programs do and prints one line for each thing that it tries.
// The address comes from PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.
const { Client, Pool } = require("pg");
const Cursor = require("pg-cursor");

async function main() {
  const client = new Client();
  await client.connect();

  const typed = await client.query(
    "SELECT $1::int + 1 AS n, $2::varchar(10) AS s, 1.5::decimal(8,2) AS d, TRUE AS b, '2024-02-29'::timestamp AS t, NULL::int AS z",
    [41, "it's"],
  );
  const { n, s, d, b, z } = typed.rows[0];
  console.log("parameters", n, s, d, b, z);
  console.log("fields", typed.fields.map((field) => `${field.name}:${field.dataTypeID}`).join(" "));

  await client.query("CREATE TABLE node_books (id INT, title VARCHAR(40))");
  for (const id of [1, 2, 3]) {
    await client.query({ name: "add", text: "INSERT INTO node_books VALUES ($1, $2)", values: [id, `book ${id}`] });
  }
  const count = await client.query("SELECT COUNT(*)::int AS n FROM node_books");
  console.log("prepared", count.rows[0].n);

  await client.query("BEGIN");
  const deleted = await client.query("DELETE FROM node_books WHERE id > 1");
  await client.query("ROLLBACK");
  console.log("deleted", deleted.rowCount, "left", (await client.query("SELECT * FROM node_books")).rowCount);

  const cursor = client.query(new Cursor("SELECT id FROM node_books ORDER BY id"));
  console.log("cursor", (await cursor.read(2)).length, (await cursor.read(2)).length);
  await cursor.close();

  await client.query("SELECT * FROM nosuch").catch((error) => console.log("error", error.code, error.position));
  await client.query("DROP TABLE node_books");
  await client.end();

  const pool = new Pool({ max: 5 });
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((value) => pool.query("SELECT $1::int AS v", [value])));
  console.log("pool", answers.map((answer) => answer.rows[0].v).join(","));
  await pool.end();
}

main().catch((error) => {
  console.log("failed", error);
  process.exit(1);
});
