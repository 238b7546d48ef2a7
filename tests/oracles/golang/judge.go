// Judge asks Go's note and tlog packages what they make of a record.
//
// A question is one JSON object a line, its bytes in base64; the answer is one line: {"wrong": why}, why empty where
// nothing is wrong. Comity's formats are read here once more, from their specifications, with none of its code.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Question holds a checkpoint and what is to be checked against it: tiles, growth since an older one, a leaf's receipt.
type Question struct {
	Log        string            // verifier key of the log
	Witnesses  []string          // verifier keys of those who must have cosigned
	Checkpoint []byte            // C2SP signed-note, tlog-checkpoint
	Tiles      map[string][]byte // C2SP tlog-tiles by path
	Older      []byte            // a checkpoint, and in Growth the proof that it was added to
	Growth     []tlog.Hash
	Leaf       []byte // with Receipt, a C2SP tlog-proof, instead of Checkpoint
	Receipt    []byte
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var question Question
		wrong := ""
		if err := json.Unmarshal(line, &question); err != nil {
			wrong = "question: " + err.Error()
		} else if err := question.judge(); err != nil {
			wrong = err.Error()
		}
		answer, _ := json.Marshal(map[string]string{"wrong": wrong})
		fmt.Println(string(answer))
	}
}

func (q *Question) judge() error {
	if q.Receipt != nil {
		return q.receipt()
	}
	tree, err := q.open(q.Checkpoint)
	if err == nil && q.Tiles != nil {
		err = q.tiles(tree)
	}
	if err == nil && q.Older != nil {
		var older tlog.Tree
		if older, err = q.open(q.Older); err == nil {
			err = tlog.CheckTree(q.Growth, tree.N, tree.Hash, older.N, older.Hash)
		}
	}
	return err
}

// open returns the tree of a checkpoint that the log and all witnesses signed.
func (q *Question) open(signed []byte) (tree tlog.Tree, err error) {
	log, err := note.NewVerifier(q.Log)
	if err != nil {
		return tree, err
	}
	asked := []note.Verifier{log}
	for _, line := range q.Witnesses {
		key, err := newWitness(line)
		if err != nil {
			return tree, err
		}
		asked = append(asked, key)
	}
	opened, err := note.Open(signed, note.VerifierList(asked...))
	if err != nil {
		return tree, err
	}
	if len(opened.Sigs) != len(asked) { // Open lists a key once
		return tree, fmt.Errorf("signed by %d of %d keys", len(opened.Sigs), len(asked))
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != log.Name() {
		return tree, errors.New("not a checkpoint of this log")
	}
	if tree.N, err = number(lines[1]); err == nil {
		tree.Hash, err = hash(lines[2])
	}
	return tree, err
}

// tiles checks that tiles lead to the root and that every entry is the leaf that they hold.
func (q *Question) tiles(tree tlog.Tree) error {
	hashes := tlog.TileHashReader(tree, reader(q.Tiles))
	for start := int64(0); start < tree.N; start += width {
		tile := tlog.Tile{H: height, L: -1, N: start / width, W: int(min(width, tree.N-start))}
		found, err := reader(q.Tiles).ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		rest := found[0]
		var want []int64
		var have []tlog.Hash
		for n := start; n < start+int64(tile.W); n++ {
			if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
				return fmt.Errorf("%s: entry %d is cut off", tile.Path(), n)
			}
			end := 2 + int(binary.BigEndian.Uint16(rest))
			want = append(want, tlog.StoredHashIndex(0, n))
			have = append(have, tlog.RecordHash(rest[2:end]))
			rest = rest[end:]
		}
		kept, err := hashes.ReadHashes(want)
		if err != nil {
			return err
		}
		for n := range kept {
			if kept[n] != have[n] {
				return fmt.Errorf("entry %d is not the leaf of the tree", start+int64(n))
			}
		}
		if len(rest) > 0 {
			return fmt.Errorf("%s: more than %d entries", tile.Path(), tile.W)
		}
	}
	return nil
}

// receipt checks a C2SP tlog-proof: a head line, the index, hashes, a blank line, the checkpoint.
func (q *Question) receipt() error {
	head, signed, found := bytes.Cut(q.Receipt, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return errors.New("not a receipt")
	}
	index, err := number(lines[1][len("index "):])
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		each, err := hash(line)
		if err != nil {
			return err
		}
		proof = append(proof, each)
	}
	tree, err := q.open(signed)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(q.Leaf))
}

const (
	height = 8
	width  = 1 << height
)

// A reader serves tiles out of memory; Go's paths name the height, those of tlog-tiles do not.
type reader map[string][]byte

func (r reader) Height() int                         { return height }
func (r reader) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

func (r reader) ReadTiles(tiles []tlog.Tile) (found [][]byte, err error) {
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, here := r[strings.Replace(path, "tile/data/", "tile/entries/", 1)]
		if !here {
			return nil, fmt.Errorf("%s is missing", path)
		}
		found = append(found, data)
	}
	return found, nil
}

// A witness verifies C2SP cosignature/v1, which Go's note package has no verifier for.
type witness struct {
	name   string
	id     uint32
	public ed25519.PublicKey
}

func newWitness(line string) (*witness, error) {
	parts := strings.SplitN(line, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed witness key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return nil, errors.New("malformed witness key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if parts[1] != hex.EncodeToString(sum[:4]) {
		return nil, errors.New("witness key of another name")
	}
	return &witness{parts[0], binary.BigEndian.Uint32(sum[:4]), key[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.id }

func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(w.public, []byte(signed), signature[8:])
}

// number reads a decimal without sign or leading zeros.
func number(decimal string) (int64, error) {
	found, err := strconv.ParseInt(decimal, 10, 64)
	if err == nil && (found < 0 || strconv.FormatInt(found, 10) != decimal) {
		err = fmt.Errorf("%q is another spelling of a number", decimal)
	}
	return found, err
}

// hash reads 32 bytes of base64 as they are written.
func hash(encoded string) (tlog.Hash, error) {
	found, err := tlog.ParseHash(encoded)
	if err == nil && found.String() != encoded {
		err = fmt.Errorf("%q is another spelling of a hash", encoded)
	}
	return found, err
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
