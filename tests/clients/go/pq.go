package main

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
)

func usePq() {
	database, err := sql.Open("postgres", "sslmode=disable")
	check(err)
	defer database.Close()
	database.SetMaxOpenConns(1)

	var number int
	var text string
	check(database.QueryRow("SELECT $1::int + 1, $2::varchar(10)", 41, "it's").Scan(&number, &text))
	fmt.Println("parameters", number, text)

	_, err = database.Exec("CREATE TABLE go_pq (id INT, name VARCHAR(20))")
	check(err)
	transaction, err := database.Begin()
	check(err)
	statement, err := transaction.Prepare(pq.CopyIn("go_pq", "id", "name"))
	check(err)
	for id := 1; id <= 3; id++ {
		_, err = statement.Exec(id, fmt.Sprint("name ", id))
		check(err)
	}
	_, err = statement.Exec()
	check(err)
	check(statement.Close())
	check(transaction.Commit())

	rows, err := database.Query("SELECT name FROM go_pq WHERE id > $1 ORDER BY id", 1)
	check(err)
	for rows.Next() {
		check(rows.Scan(&text))
		fmt.Println("row", text)
	}
	check(rows.Err())

	_, err = database.Exec("SELECT * FROM nosuch")
	var failure *pq.Error
	fmt.Println("error", errors.As(err, &failure), failure.Code)
	_, err = database.Exec("DROP TABLE go_pq")
	check(err)
}
