package input

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/paths"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// Guard knows the files that a run reads. No report may replace one of them.
// The zero value guards configuration files of carbonlint only.
type Guard struct {
	files []string // real paths
	homes []guardedHome
}

type guardedHome struct {
	dir, conf string // real paths
	name      string
	load      func() (*home.Home, error)
}

// serverDirs are the directories of a product home.
var serverDirs = []string{"bin", "dbscripts", "lib", "modules", "patches", "repository", "resources", "samples", "wso2"}

// AddFile adds a file that is read; "" and - are none.
func (g *Guard) AddFile(name string) {
	if name != "" && name != "-" {
		g.files = append(g.files, paths.Real(name))
	}
}

// AddHome adds the home in the directory dir of the disk. Load reads the home; it
// is called only to find out whether a file is part of it.
func (g *Guard) AddHome(dir string, location home.Location, load func() (*home.Home, error)) {
	conf := filepath.Join(dir, filepath.FromSlash(location.ConfDir))
	g.homes = append(g.homes, guardedHome{paths.Real(dir), paths.Real(conf), location.Path, load})
}

// Check reports why a report must not be written to the file called name.
func (g *Guard) Check(name string) error {
	path := paths.Real(name)
	info, err := os.Stat(path)
	exists := err == nil
	if exists && !info.Mode().IsRegular() {
		return nil
	}
	if slices.Contains(g.files, path) || filepath.Base(path) == config.Name {
		return fmt.Errorf("write %s: the run reads this file: choose another name", name)
	}
	if exists && writefile.Names(info) > 1 {
		return fmt.Errorf("write %s: the file has other names (hard links): choose another name, or remove it first", name)
	}
	for _, h := range g.homes {
		if h.owns(path, exists) {
			return fmt.Errorf("write %s: it belongs to the server %s: choose a name outside of it", name, h.name)
		}
	}
	return nil
}

// owns reports whether a file is the server's, or would be if it existed.
func (h *guardedHome) owns(path string, exists bool) bool {
	if !paths.Inside(h.dir, path) {
		return false
	}
	rel, err := filepath.Rel(h.dir, path)
	if err != nil {
		return true
	}
	if h.dir != h.conf {
		first, _, deeper := strings.Cut(filepath.ToSlash(rel), "/")
		return paths.Inside(h.conf, path) || deeper && slices.Contains(serverDirs, first)
	}
	if filepath.Base(h.dir) == "conf" {
		return true
	}
	if !exists {
		return false
	}
	loaded, err := h.load()
	return err != nil || loaded.ByPath(filepath.ToSlash(rel)) != nil
}
