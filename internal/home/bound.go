package home

import "fmt"

// Bound says how a release that was found relates to the true one.
type Bound int

const (
	// Unbound is that of an unknown release.
	Unbound Bound = iota
	// Exactly is a release that a version file, the kernel's core jar or the
	// product states.
	Exactly
	// AtLeast is the release that brought something the home has; the home may be
	// of a later one.
	AtLeast
	// AtMost is the last release to have something the home has; the home may be
	// of an earlier one.
	AtMost
	// Guessed is one of several releases that the home states, see Home.Mixed.
	Guessed
)

func (b Bound) String() string {
	return [...]string{"unknown", "exactly", "at least", "at most", "guessed"}[b]
}

// MarshalText writes the bound as String does.
func (b Bound) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (b *Bound) UnmarshalText(text []byte) error {
	for *b = Unbound; *b <= Guessed; *b++ {
		if b.String() == string(text) {
			return nil
		}
	}
	*b = Unbound
	return fmt.Errorf("%q does not say how a release was found", text)
}

// Release is a Carbon release as far as it is known. The zero Release is unknown.
type Release struct {
	Version
	Is Bound
}

// Before reports whether the release is older than v for certain.
func (r Release) Before(v Version) bool { return r.Is != AtLeast && r.Version.Before(v) }

// After reports whether the release is newer than v for certain.
func (r Release) After(v Version) bool {
	return (r.Is == Exactly || r.Is == AtLeast) && v.Before(r.Version)
}

// String is the release in words, such as "4.2.0 or earlier".
func (r Release) String() string {
	switch r.Is {
	case AtLeast:
		return r.Version.String() + " or later"
	case AtMost:
		return r.Version.String() + " or earlier"
	case Unbound, Exactly, Guessed:
	}
	return r.Version.String()
}
