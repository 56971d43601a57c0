// Command ferretdb serves the MongoDB wire protocol on one loopback address
// from SQLite files in the current folder, until it is told to stop.
//
// FerretDB itself listens on a socket in that folder; front.go stands before it.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

const socket = "ferretdb.sock"

// Commits reach the operating system, not the disk: they survive a kill of this server, which is what tests do to it, and a
// command of ours costs dozens of them.
const sqliteURL = "file:./?_pragma=synchronous(normal)"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: ferretdb HOST:PORT (data goes to the current folder)")
		os.Exit(2)
	}
	if err := serve(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(address string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	// A killed server leaves its socket behind; one folder has one server, so it may go.
	if err := os.Remove(socket); err != nil && !os.IsNotExist(err) {
		return err
	}
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{Unix: socket},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: sqliteURL,
	})
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- (&front{}).listen(ctx, address) }()
	go func() {
		if err := <-done; err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}()
	return server.Run(ctx)
}
