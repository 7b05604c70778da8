// Uses pgx or lib/pq as programs do and prints one line for each thing that it tries: `clients pgx` or `clients pq`.
// The address comes from PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.
package main

import (
	"fmt"
	"os"
)

func check(err error) {
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

func main() {
	switch os.Args[1] {
	case "pgx":
		usePgx()
	case "pq":
		usePq()
	}
}
