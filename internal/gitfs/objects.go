package gitfs

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// Git runs git in the current directory and returns what it prints, without the
// final line end. The error is git's own message where it has one.
func Git(ctx context.Context, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, "git", args...).Output()
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("git is not on the PATH: install it, or unpack the revision and name the directory")
	case errors.As(err, &exit) && len(bytes.TrimSpace(exit.Stderr)) > 0:
		return "", errors.New(strings.TrimSpace(string(exit.Stderr)))
	case err != nil:
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}

// objects reads the objects of a repository, all through one git process and each
// once. It is safe for use by several goroutines.
type objects struct {
	maxFile int64
	cmd     *exec.Cmd
	ask     io.WriteCloser
	answers *bufio.Reader

	mu   sync.Mutex
	held map[string]*object // by id
}

// object is a tree or a blob, the bytes of a file. Data is nil when the blob is
// larger than maxFile.
type object struct {
	kind string
	size int64
	data []byte
}

// openObjects starts the process. Close ends it.
func openObjects(ctx context.Context, maxFile int64) (*objects, error) {
	g := &objects{maxFile: maxFile, held: map[string]*object{}, cmd: exec.CommandContext(ctx, "git", "cat-file", "--batch")}
	var err error
	if g.ask, err = g.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := g.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	g.answers = bufio.NewReader(out)
	if err := g.cmd.Start(); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	return g, nil
}

// Close ends the process.
func (g *objects) Close() error { return errors.Join(g.ask.Close(), g.cmd.Wait()) }

// read returns the object with an id. Its bytes must not be changed.
func (g *objects) read(id string) (*object, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if o := g.held[id]; o != nil {
		return o, nil
	}
	o, err := g.fetch(id)
	if err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	g.held[id] = o
	return o, nil
}

func (g *objects) fetch(id string) (*object, error) {
	if _, err := io.WriteString(g.ask, id+"\n"); err != nil {
		return nil, err
	}
	head, err := g.answers.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(head) // id, kind, size
	if len(fields) != 3 {
		return nil, fmt.Errorf("no object %s: the repository is incomplete", id)
	}
	o := &object{kind: fields[1]}
	if o.size, err = strconv.ParseInt(fields[2], 10, 64); err != nil {
		return nil, fmt.Errorf("unknown answer %q", head)
	}
	if o.size > g.maxFile && o.kind == "blob" {
		_, err = io.CopyN(io.Discard, g.answers, o.size)
	} else {
		o.data = make([]byte, o.size)
		_, err = io.ReadFull(g.answers, o.data)
	}
	if err == nil {
		_, err = g.answers.Discard(1) // the line end behind it
	}
	return o, err
}
