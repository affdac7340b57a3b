package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// release is set by the linker for a release build.
var release string

// shortVersion is the version that reports carry.
func shortVersion() string {
	info, _ := debug.ReadBuildInfo()
	return versionOf(info)
}

// versionOf is the version of a build, whose info may be nil.
func versionOf(info *debug.BuildInfo) string {
	switch {
	case release != "":
		return release
	case info != nil && info.Main.Version != "" && info.Main.Version != "(devel)":
		return info.Main.Version
	}
	return "devel"
}

// version is what --version prints: the version, the commit it was built from
// where the build knows it, and the toolchain.
func version() string {
	info, ok := debug.ReadBuildInfo()
	v := versionOf(info)
	if ok {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision" && len(s.Value) >= 12:
				v += " (" + s.Value[:12] + ")"
			case s.Key == "vcs.modified" && s.Value == "true":
				v += " (modified)"
			}
		}
	}
	return fmt.Sprintf("%s %s %s/%s", v, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
