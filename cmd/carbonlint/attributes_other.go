//go:build !linux && !windows

package main

import "os"

// keepAttributes does nothing: only Linux has attributes that can be read without
// further libraries.
func keepAttributes(*os.File, string) error { return nil }
