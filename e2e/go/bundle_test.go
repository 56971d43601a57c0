// Package e2e checks audit bundles without a line of ours: signatures with golang.org/x/mod/sumdb/note, trees and proofs with
// golang.org/x/mod/sumdb/tlog, cosignatures with crypto/ed25519 (ledger-format §3 to §6, §11).
//
// The bundles are those of libs/ledger/vectors; TAIZHANG_BUNDLES names another folder of the same layout.
package e2e

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// bundles maps each bundle to the folder of its policy.
var bundles = map[string]string{"full": ".", "low": ".", "delta": ".", "extract": ".", "rotated/extract": "rotated"}

func root() string {
	if folder := os.Getenv("TAIZHANG_BUNDLES"); folder != "" {
		return folder
	}
	return filepath.Join("..", "..", "libs", "ledger", "vectors", "bundles")
}

func read(t *testing.T, path ...string) []byte {
	t.Helper()
	bytes, err := os.ReadFile(filepath.Join(append([]string{root()}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

type witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

// trust reads the two kinds of lines of a policy that name keys.
func trust(t *testing.T, folder string) (note.Verifiers, []witness) {
	t.Helper()
	var logs []note.Verifier
	var witnesses []witness
	for _, line := range strings.Split(string(read(t, folder, "policy")), "\n") {
		switch items := strings.Fields(line); {
		case len(items) >= 2 && items[0] == "log":
			verifier, err := note.NewVerifier(items[1])
			if err != nil {
				t.Fatal(err)
			}
			logs = append(logs, verifier)
		case len(items) >= 3 && items[0] == "witness":
			parts := strings.SplitN(items[2], "+", 3)
			id, err := strconv.ParseUint(parts[1], 16, 32)
			key, err2 := base64.StdEncoding.DecodeString(parts[2])
			if err != nil || err2 != nil || key[0] != 0x04 {
				t.Fatal("not a witness key")
			}
			sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
			if binary.BigEndian.Uint32(sum[:]) != uint32(id) {
				t.Fatal("key id is not that of the key")
			}
			witnesses = append(witnesses, witness{parts[0], uint32(id), key[1:]})
		}
	}
	return note.VerifierList(logs...), witnesses
}

type checkpoint struct {
	size int64
	root tlog.Hash
}

// open verifies a checkpoint: one log signature at least, and the cosignature of every witness of the policy.
func open(t *testing.T, bytes []byte, logs note.Verifiers, witnesses []witness) checkpoint {
	t.Helper()
	opened, err := note.Open(bytes, logs)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != opened.Sigs[0].Name {
		t.Fatalf("not three lines: %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	hash, err2 := tlog.ParseHash(lines[2])
	if err != nil || err2 != nil {
		t.Fatal("no size or root")
	}
	for _, known := range witnesses {
		if !cosigned(opened, known) {
			t.Fatalf("not cosigned by %s", known.name)
		}
	}
	return checkpoint{size, hash}
}

func cosigned(opened *note.Note, known witness) bool {
	for _, line := range opened.UnverifiedSigs {
		blob, err := base64.StdEncoding.DecodeString(line.Base64)
		if err != nil || line.Name != known.name || line.Hash != known.id || len(blob) != 4+8+64 {
			continue
		}
		message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(blob[4:]), opened.Text)
		return ed25519.Verify(known.key, []byte(message), blob[12:])
	}
	return false
}

func checkpoints(t *testing.T, bundle string) map[int64]checkpoint {
	t.Helper()
	logs, witnesses := trust(t, bundles[bundle])
	files, err := filepath.Glob(filepath.Join(root(), bundle, "history", "*.checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[int64]checkpoint{}
	for _, file := range append(files, filepath.Join(root(), bundle, "checkpoint")) {
		bytes, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		one := open(t, bytes, logs, witnesses)
		found[one.size] = one
	}
	return found
}

type entry struct {
	Idx  int64
	H    []byte
	Leaf []byte
}

func lines[T any](t *testing.T, path ...string) []T {
	t.Helper()
	var all []T
	scanner := bufio.NewScanner(bytes.NewReader(read(t, path...)))
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		var one T
		if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

// storage keeps the hashes of a tree as tlog lays them out.
type storage []tlog.Hash

func (hashes storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var list []tlog.Hash
	for _, index := range indexes {
		list = append(list, hashes[index])
	}
	return list, nil
}

func hashOf(bytes []byte) (hash tlog.Hash) {
	copy(hash[:], bytes)
	return
}

func tree(t *testing.T, entries []entry) storage {
	t.Helper()
	var hashes storage
	for i, one := range entries {
		hash := hashOf(one.H)
		if one.Idx != int64(i) {
			t.Fatalf("line %d is of index %d", i, one.Idx)
		}
		if one.Leaf != nil && tlog.RecordHash(one.Leaf) != hash {
			t.Fatalf("leaf %d has another hash", i)
		}
		more, err := tlog.StoredHashesForRecordHash(int64(i), hash, hashes)
		if err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, more...)
	}
	return hashes
}

func TestManifests(t *testing.T) {
	exporter, err := note.NewVerifier(strings.TrimSpace(string(read(t, "export.vkey"))))
	if err != nil {
		t.Fatal(err)
	}
	for bundle := range bundles {
		manifest := sha256.Sum256(read(t, bundle, "manifest.json"))
		opened, err := note.Open(read(t, bundle, "manifest.note"), note.VerifierList(exporter))
		if err != nil {
			t.Fatal(bundle, err)
		}
		if text := strings.Split(opened.Text, "\n"); text[3] != base64.StdEncoding.EncodeToString(manifest[:]) {
			t.Fatal(bundle, "is of another manifest")
		}
	}
}

func TestRangesHaveTheRootsThatWereSigned(t *testing.T) {
	for _, bundle := range []string{"full", "low"} {
		hashes := tree(t, lines[entry](t, bundle, "entries.ndjson"))
		for size, signed := range checkpoints(t, bundle) {
			computed, err := tlog.TreeHash(size, hashes)
			if err != nil || computed != signed.root {
				t.Fatal(bundle, size, "has another root", err)
			}
		}
	}
}

func TestInclusionOfEveryEntryOfAnExtract(t *testing.T) {
	type proof struct {
		Index, Size    int64
		LeafHash, Root []byte
		Path           [][]byte
	}
	for _, bundle := range []string{"extract", "rotated/extract"} {
		signed := checkpoints(t, bundle)
		leaves := map[int64]tlog.Hash{}
		for _, one := range lines[entry](t, bundle, "entries.ndjson") {
			leaves[one.Idx] = hashOf(one.H)
		}
		proofs := lines[proof](t, bundle, "proofs.ndjson")
		if len(proofs) != len(leaves) {
			t.Fatal(bundle, "has not one proof per entry")
		}
		for _, one := range proofs {
			if leaves[one.Index] != hashOf(one.LeafHash) || signed[one.Size].root != hashOf(one.Root) {
				t.Fatal(bundle, one.Index, "is of another leaf or tree")
			}
			if err := tlog.CheckRecord(path(one.Path), one.Size, hashOf(one.Root), one.Index, hashOf(one.LeafHash)); err != nil {
				t.Fatal(bundle, one.Index, err)
			}
		}
	}
}

func TestConsistencyOfCheckpoints(t *testing.T) {
	type head struct {
		Root []byte
		Size int64
	}
	type proof struct {
		From, To head
		Path     [][]byte
	}
	for _, bundle := range []string{"delta", "extract", "rotated/extract"} {
		signed := checkpoints(t, bundle)
		for _, one := range lines[proof](t, bundle, "consistency.ndjson") {
			from, to := hashOf(one.From.Root), hashOf(one.To.Root)
			if signed[one.From.Size].root != from || signed[one.To.Size].root != to {
				t.Fatal(bundle, one.From.Size, "is of another tree")
			}
			if err := tlog.CheckTree(path(one.Path), one.To.Size, to, one.From.Size, from); err != nil {
				t.Fatal(bundle, one.From.Size, one.To.Size, err)
			}
		}
	}
}

func TestReceipts(t *testing.T) {
	for bundle, folder := range bundles {
		logs, witnesses := trust(t, folder)
		files, err := filepath.Glob(filepath.Join(root(), bundle, "receipts", "*.tlog-proof"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			bytes, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			head, signed, _ := strings.Cut(string(bytes), "\n\n")
			text := strings.Split(head, "\n")
			leaf, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(text[1], "extra "))
			if err != nil {
				t.Fatal(file, err)
			}
			index, err := strconv.ParseInt(strings.TrimPrefix(text[2], "index "), 10, 64)
			if err != nil {
				t.Fatal(file, err)
			}
			var hashes tlog.RecordProof
			for _, line := range text[3:] {
				hash, err := tlog.ParseHash(line)
				if err != nil {
					t.Fatal(file, err)
				}
				hashes = append(hashes, hash)
			}
			one := open(t, []byte(signed), logs, witnesses)
			if err := tlog.CheckRecord(hashes, one.size, one.root, index, tlog.RecordHash(leaf)); err != nil {
				t.Fatal(file, err)
			}
		}
	}
}

func path(hashes [][]byte) (list []tlog.Hash) {
	for _, hash := range hashes {
		list = append(list, hashOf(hash))
	}
	return
}
