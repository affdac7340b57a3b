package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"syscall"
)

// keepAttributes gives f the extended attributes of the file from: access lists
// and labels decide who may read it. A new file has the usual label by itself.
func keepAttributes(f *os.File, from string) error {
	list, err := attribute(func(b []byte) (int, error) { return syscall.Listxattr(from, b) })
	if err != nil {
		return fmt.Errorf("list its extended attributes: %w", err)
	}
	for name := range bytes.SplitSeq(list, []byte{0}) {
		attr := string(name)
		if attr == "" || attr == "security.ima" || attr == "security.evm" { // sums of the old bytes
			continue
		}
		value, err := attribute(func(b []byte) (int, error) { return syscall.Getxattr(from, attr, b) })
		if err != nil {
			return fmt.Errorf("read its extended attribute %s: %w", attr, err)
		}
		if has, err := attribute(func(b []byte) (int, error) { return syscall.Getxattr(f.Name(), attr, b) }); err == nil && bytes.Equal(has, value) {
			continue
		}
		if err := syscall.Setxattr(f.Name(), attr, value, 0); err != nil {
			return fmt.Errorf("keep its extended attribute %s: %w: run carbonlint as a user who can, such as root", attr, err)
		}
	}
	return nil
}

// attribute asks for the size of what get gives, and then for all of it. A file
// system without extended attributes has none.
func attribute(get func([]byte) (int, error)) ([]byte, error) {
	n, err := get(nil)
	if errors.Is(err, syscall.ENOTSUP) || n <= 0 && err == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	b := make([]byte, n)
	if n, err = get(b); err != nil {
		return nil, err
	}
	return b[:n], nil
}
