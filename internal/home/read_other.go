//go:build !unix

package home

// read is readRegular for a file on the disk.
func (d disk) read(name string) ([]byte, any, error) { return readRegular(d.FS, name) }
