package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

func usePgx() {
	ctx := context.Background()
	connection, err := pgx.Connect(ctx, "")
	check(err)
	defer connection.Close(ctx)

	var number int
	var text string
	var day time.Time
	var amount float64
	row := connection.QueryRow(ctx, "SELECT $1::int + 1, $2::varchar(10), '2024-02-29'::date, 1.25::decimal(8,2)::float8", 41, "it's")
	check(row.Scan(&number, &text, &day, &amount))
	fmt.Println("parameters", number, text, day.Format("2006-01-02"), amount)

	_, err = connection.Exec(ctx, "CREATE TABLE go_pgx (id INT, name VARCHAR(20), price DECIMAL(8,2), seen TIMESTAMP)")
	check(err)
	seen := time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)
	count, err := connection.CopyFrom(ctx, pgx.Identifier{"go_pgx"}, []string{"id", "name", "seen"},
		pgx.CopyFromRows([][]any{{int32(1), "one", seen}, {int32(2), nil, seen}}))
	check(err)
	fmt.Println("copied", count)

	batch := &pgx.Batch{}
	batch.Queue("INSERT INTO go_pgx (id, price) VALUES ($1, $2::decimal(8,2))", 3, "9.75")
	batch.Queue("SELECT COUNT(*), SUM(price)::varchar FROM go_pgx")
	results := connection.SendBatch(ctx, batch)
	_, err = results.Exec()
	check(err)
	check(results.QueryRow().Scan(&number, &text))
	check(results.Close())
	fmt.Println("batch", number, text)

	transaction, err := connection.Begin(ctx)
	check(err)
	_, err = transaction.Exec(ctx, "DELETE FROM go_pgx")
	check(err)
	check(transaction.Rollback(ctx))
	check(connection.QueryRow(ctx, "SELECT COUNT(*) FROM go_pgx").Scan(&number))
	fmt.Println("rolled back", number)

	_, err = connection.Exec(ctx, "SELECT * FROM nosuch")
	var failure *pgconn.PgError
	fmt.Println("error", errors.As(err, &failure), failure.Code)
	_, err = connection.Exec(ctx, "DROP TABLE go_pgx")
	check(err)
}
