package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
)

// Three promises of the MongoDB server that FerretDB's SQLite handler does not keep, and that front keeps for it:
//
//   - An update or findAndModify of one document is atomic. FerretDB finds, then writes what it computed,
//     without a lock in between, so that concurrent increments and guarded updates are lost. Here commands
//     that write are passed on one at a time for each database.
//   - An ordered insert ends at its first error. FerretDB cuts an insert into hundreds and, after an error
//     in one hundred, goes on with the next. Here `hello` states a batch size of one hundred, by which
//     drivers cut larger inserts themselves and stop where they must.
//   - A write with w:0 gets no answer. FerretDB answers it, and the driver takes that for the answer to its
//     next command. Here it is dropped.
const ferretBatchSize = 100

const (
	headerBytes     = 16
	opMsg           = 2013
	flagMoreToCome  = 1 << 1
	maxMessageBytes = 48_000_000
)

// Commands that change nothing; any other command, known or not, waits its turn.
var reads = map[string]bool{
	"aggregate": true, "buildInfo": true, "buildinfo": true, "count": true, "distinct": true, "endSessions": true,
	"explain": true, "find": true, "getMore": true, "hello": true, "isMaster": true, "ismaster": true,
	"killCursors": true, "listCollections": true, "listDatabases": true, "listIndexes": true, "ping": true,
	"serverStatus": true,
}

// front holds a *sync.Mutex for each database that was written to.
type front struct{ writing sync.Map }

func (f *front) turn(database string) *sync.Mutex {
	turn, _ := f.writing.LoadOrStore(database, &sync.Mutex{})
	return turn.(*sync.Mutex)
}

func (f *front) listen(ctx context.Context, address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { listener.Close() })
	defer stop()
	for {
		client, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		go f.converse(ctx, client)
	}
}

// converse passes the messages of one client on until either side, or the server, ends.
func (f *front) converse(ctx context.Context, client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer server.Close()
	stop := context.AfterFunc(ctx, func() { client.Close() })
	defer stop()
	for {
		request, err := readMessage(client)
		if err != nil {
			return
		}
		reply, err := f.exchange(server, request)
		if err != nil {
			return
		}
		if _, err = client.Write(reply); err != nil {
			return
		}
	}
}

func (f *front) exchange(server net.Conn, request []byte) ([]byte, error) {
	command, answered := describe(request)
	if !reads[command] {
		turn := f.turn(databaseOf(request))
		turn.Lock()
		defer turn.Unlock()
	}
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	// FerretDB answers unacknowledged writes too, which no client would read.
	reply, err := readMessage(server)
	if err != nil || !answered {
		return nil, err
	}
	if command == "" || command == "hello" || command == "isMaster" || command == "ismaster" {
		stateBatchSize(reply)
	}
	return reply, nil
}

func readMessage(from io.Reader) ([]byte, error) {
	header := make([]byte, headerBytes)
	if _, err := io.ReadFull(from, header); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(header)
	if length < headerBytes || length > maxMessageBytes {
		return nil, errors.New("message length out of range")
	}
	message := append(header, make([]byte, length-headerBytes)...)
	_, err := io.ReadFull(from, message[headerBytes:])
	return message, err
}

// describe names the command of a message (the first key of its body; "" if the message is of the old
// OP_QUERY kind, which only ever says hello) and tells whether the client waits for an answer.
func describe(message []byte) (command string, answered bool) {
	const flags, kind, key = headerBytes, headerBytes + 4, headerBytes + 4 + 1 + 4 + 1
	if len(message) < key || binary.LittleEndian.Uint32(message[12:]) != opMsg {
		return "", true
	}
	answered = binary.LittleEndian.Uint32(message[flags:])&flagMoreToCome == 0
	// A body that does not come first is legal and unusual: it gets no name, so it waits its turn.
	if end := bytes.IndexByte(message[key:], 0); message[kind] == 0 && end > 0 {
		command = string(message[key : key+end])
	}
	return command, answered
}

// databaseOf names the database of a message. Drivers write it last, so the last field of that name is it; a message without
// one shares a turn with others of its kind.
func databaseOf(message []byte) string {
	field := []byte("\x02$db\x00")
	at := bytes.LastIndex(message, field)
	const size = 4
	if at < 0 || at+len(field)+size > len(message) {
		return ""
	}
	name := message[at+len(field)+size:]
	if end := bytes.IndexByte(name, 0); end >= 0 {
		name = name[:end]
	}
	return string(name)
}

// stateBatchSize overwrites the int32 `maxWriteBatchSize` of an answer to hello, where there is one.
func stateBatchSize(reply []byte) {
	field := []byte("\x10maxWriteBatchSize\x00")
	if at := bytes.Index(reply, field); at >= 0 && at+len(field)+4 <= len(reply) {
		binary.LittleEndian.PutUint32(reply[at+len(field):], ferretBatchSize)
	}
}
