package home

import "testing"

func TestRelease(t *testing.T) {
	for _, c := range []struct {
		r      Release
		v      Version
		before bool
		after  bool
	}{
		{Release{}, V443, false, false},
		{Release{V420, Exactly}, V430, true, false},
		{Release{V443, Exactly}, V443, false, false},
		{Release{Version{4, 4, 7}, Exactly}, V443, false, true},
		{Release{V420, AtMost}, V430, true, false},
		{Release{V441, AtLeast}, V442, false, false}, // it may be 4.4.2
		{Release{V450, AtLeast}, V443, false, true},
		{Release{V443, AtLeast}, V443, false, false}, // it may be 4.4.3
		{Release{Version{4, 4, 7}, AtMost}, V443, false, false},
		{Release{Version{4, 4, 7}, Guessed}, V443, false, false},
		{Release{V420, Guessed}, V430, true, false},
	} {
		if c.r.Before(c.v) != c.before || c.r.After(c.v) != c.after {
			t.Errorf("%s (%s) and %s: before %t, after %t", c.r, c.r.Is, c.v, c.r.Before(c.v), c.r.After(c.v))
		}
	}
	for b := Unbound; b <= Guessed; b++ {
		var back Bound
		if text, err := b.MarshalText(); err != nil || back.UnmarshalText(text) != nil || back != b {
			t.Errorf("%s reads as %s", b, back)
		}
	}
}

// TestKernels: the table of products names each version once.
func TestKernels(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range kernels {
		for _, v := range k.versions {
			product := k.product + " v" + v
			if seen[product] || kernelOf(product) != k.carbon {
				t.Errorf("%s: %s, or named twice", product, kernelOf(product))
			}
			seen[product] = true
		}
	}
	for _, product := range []string{"", "WSO2", "WSO2 API Manager", "WSO2 API Manager v", "WSO2 API Manager v2.0.00", "Our API Manager v2.0.0"} {
		if v := kernelOf(product); v.Known() {
			t.Errorf("%q: %s", product, v)
		}
	}
}
