package home

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// Version is a Carbon kernel release. The zero Version is an unknown one.
type Version struct{ Major, Minor, Patch int }

// The releases that changed what the rules judge, the range the upgrade guide
// speaks of, and the first to be configured in deployment.toml. Sources: the
// kernel's tags 4.3.0 to v4.5.0.
var (
	V420 = Version{4, 2, 0}
	V430 = Version{4, 3, 0}
	V440 = Version{4, 4, 0}
	V441 = Version{4, 4, 1}
	V442 = Version{4, 4, 2}
	V443 = Version{4, 4, 3}
	V450 = Version{4, 5, 0}
)

// LastKnown is the last release whose changes carbonlint knows. The later 4.4.x are
// judged by it.
var LastKnown = V443

// JudgedAs is the release that a home is judged for when target is asked for: the
// last one that is known, where target is later.
func JudgedAs(target Version) Version {
	if LastKnown.Before(target) {
		return LastKnown
	}
	return target
}

// lastPatch bounds the 4.4.x releases of the kernel that products shipped with.
const lastPatch = 99

// Releases are the releases that a configuration can come from or be judged for,
// those up to LastKnown first.
func Releases() []Version {
	list := []Version{V420, V430, V440, V441, V442, V443}
	for patch := LastKnown.Patch + 1; patch <= lastPatch; patch++ {
		list = append(list, Version{LastKnown.Major, LastKnown.Minor, patch})
	}
	return list
}

var versionForm = lazy.MustCompile(`^v?(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:[-.](?:SNAPSHOT|[A-Za-z0-9.-]+))?$`)

// ParseVersion reads a release such as "4.4.3", "v4.4.3" or "4.4.1-SNAPSHOT".
func ParseVersion(s string) (Version, error) {
	m := versionForm.FindStringSubmatch(s)
	if m == nil {
		return Version{}, fmt.Errorf("%q is not a release; write it like 4.4.3", s)
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // at most three digits each
	}
	return Version{n[0], n[1], n[2]}, nil
}

// Known reports whether v is a release at all.
func (v Version) Known() bool { return v != Version{} }

// Compare orders releases; it is negative when v is older than o.
func (v Version) Compare(o Version) int {
	return cmp.Or(cmp.Compare(v.Major, o.Major), cmp.Compare(v.Minor, o.Minor), cmp.Compare(v.Patch, o.Patch))
}

// Before reports whether v is known and older than o.
func (v Version) Before(o Version) bool { return v.Known() && v.Compare(o) < 0 }

// sameMinor reports whether v and o are patch releases of one release.
func (v Version) sameMinor(o Version) bool { return v.Major == o.Major && v.Minor == o.Minor }

func (v Version) String() string {
	if !v.Known() {
		return "unknown"
	}
	return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch)
}
