package diff

import "testing"

// TestStock counts what differs between the stock configurations, README left
// out. The active settings were held one by one against a list made by another
// program; what is in comments is only counted.
func TestStock(t *testing.T) {
	tests := []struct {
		old, new                          string
		active, comments, files, textOnly int
	}{
		{"4.2.0", "4.3.0", 51, 12, 5, 0},
		{"4.3.0", "4.4.0", 2, 6, 1, 0},
		{"4.4.0", "4.4.1", 3, 22, 0, 0},
		{"4.4.1", "4.4.2", 19, 27, 1, 1},
		{"4.4.2", "4.4.3", 27, 56, 0, 0},
	}
	for _, tt := range tests {
		var active, comments, files, textOnly int
		for _, f := range Sides(readTree(t, "stock/"+tt.old), readTree(t, "stock/"+tt.new), Options{}) {
			switch {
			case f.Path() == "README":
				continue
			case f.Status == FileSame:
				textOnly++
			case f.Status != FileChanged:
				files++
			}
			for _, c := range f.Changes {
				if c.Old.State == Active || c.New.State == Active {
					active++
				} else {
					comments++
				}
			}
		}
		if active != tt.active || comments != tt.comments || files != tt.files || textOnly != tt.textOnly {
			t.Errorf("%s and %s: %d active, %d in comments, %d files, %d files in their text only; want %+v", tt.old, tt.new, active, comments, files, textOnly, tt)
		}
	}
}
