package writefile

import (
	"io/fs"
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// likeness does nothing: ReplaceFile keeps the access list of the file that is
// replaced, and a copy has that of its directory.
func (t Target) likeness(*os.File) error { return nil }

// Names is 1: the number of names is not part of what a directory says.
func Names(fs.FileInfo) uint64 { return 1 }

// idOf is the same for all symbolic links to a file.
func idOf(t Target) string { return t.path }

func mayWrite(string) error { return nil }

func syncDir(string) error { return nil }

var replaceFile = windows.NewLazySystemDLL("kernel32.dll").NewProc("ReplaceFileW")

// replace puts temp in the place of path, with the access list, the attributes
// and the streams of path.
func replace(temp, path string) error {
	from, err := windows.UTF16PtrFromString(temp)
	if err != nil {
		return err
	}
	to, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	ok, _, err := syscall.SyscallN(replaceFile.Addr(), uintptr(unsafe.Pointer(to)), uintptr(unsafe.Pointer(from)), 0, 0, 0, 0)
	if ok == 0 {
		return err
	}
	return nil
}

// Lock does nothing: a file that another run writes cannot be removed.
func Lock(string) (unlock func(), locked bool) { return func() {}, true }
