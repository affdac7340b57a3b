package writefile

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// temporaryForm is how temporary files are called: ".carbon.xml.carbonlint-tmp1234"
// holds what is to become carbon.xml.
const temporaryForm = ".carbonlint-tmp"

// IsTemporary reports whether a file of this name is one of ours, written beside
// the file whose place it is to take. One that is there when nothing is being
// written was left behind by a run that was killed.
func IsTemporary(name string) bool {
	i := strings.LastIndex(name, temporaryForm)
	return i > 1 && name[0] == '.' && i+len(temporaryForm) < len(name) &&
		strings.Trim(name[i+len(temporaryForm):], "0123456789") == ""
}

// Leftovers are the names of the regular files in dir that are temporary files.
func Leftovers(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, Reason(err)
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && IsTemporary(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// longestBase leaves room for the rest of a temporary file's name in the 255
// bytes that a name may have.
const longestBase = 200

// create makes a temporary file for path, beside it. What the umask takes away
// is taken from perm.
func create(path string, perm fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	if len(base) > longestBase {
		base = strings.ToValidUTF8(base[:longestBase], "")
	}
	for {
		name := dir + "." + base + temporaryForm + strconv.FormatUint(rand.Uint64(), 10)
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}
