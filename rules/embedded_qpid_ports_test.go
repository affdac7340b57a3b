package rules_test

import (
	"strings"
	"testing"
)

func TestEmbeddedQpidPorts(t *testing.T) {
	ports := func(inside string) string { return "<Server>\n<Ports>\n" + inside + "</Ports>\n</Server>\n" }
	qpid := func(port, ssl string) string {
		return "<EmbeddedQpid>\n<BrokerPort>" + port + "</BrokerPort>\n<BrokerSSLPort>" + ssl + "</BrokerSSLPort>\n</EmbeddedQpid>\n"
	}
	const (
		left = "carbon.xml:3:1 info (safe: remove EmbeddedQpid) EmbeddedQpid is left over; 4.4.3 has no embedded Qpid broker.\n"
		ref  = "amqp://localhost:${Ports.EmbeddedQpid.BrokerPort}"
	)
	changed := func(names string) string {
		return "carbon.xml:3:1 warning (unsafe: remove EmbeddedQpid) EmbeddedQpid is left over, with " + names + " other than shipped; 4.4.3 has no embedded Qpid broker.\n"
	}
	for _, tt := range []struct {
		name   string
		carbon string
		other  map[string]string
		want   string
		fixed  string // carbon.xml after all fixes; "" when it stays
		safe   bool   // the safe fixes do it
	}{
		{name: "gone", carbon: ports("<Offset>0</Offset>\n")},
		{name: "in a comment", carbon: ports("<!--" + qpid("1", "2") + "-->\n")},
		{name: "elsewhere", carbon: "<Server>\n<X>\n" + qpid("1", "2") + "</X>\n</Server>\n"},
		{name: "stock", carbon: ports(qpid("5672", " 8672 ")), want: left, fixed: ports(""), safe: true},
		{name: "empty", carbon: ports("<EmbeddedQpid/>\n"), want: left, fixed: ports(""), safe: true},
		{
			name: "with its comment", carbon: ports("<Offset>0</Offset>\n\n<!-- ports\n of the broker -->\n" + qpid("5672", "8672") + "\n<JMX/>\n"),
			want: strings.Replace(left, ":3:", ":7:", 1), fixed: ports("<Offset>0</Offset>\n\n<JMX/>\n"), safe: true,
		},
		{name: "one changed", carbon: ports(qpid("5673", "8672")), want: changed("BrokerPort"), fixed: ports("")},
		{name: "both changed", carbon: ports(qpid("", "1")), want: changed("BrokerPort and BrokerSSLPort"), fixed: ports("")},
		{name: "by placeholder", carbon: ports(qpid("5672", "${port}")), want: changed("BrokerSSLPort"), fixed: ports("")},
		{name: "with more in it", carbon: ports("<EmbeddedQpid><Host>x</Host></EmbeddedQpid>\n"), want: changed("Host"), fixed: ports("")},
		{
			name: "referred to", carbon: ports(qpid("5672", "8672")),
			other: map[string]string{"jndi.properties": "# none\nbroker = " + ref + "\n"},
			want:  "carbon.xml:3:1 warning (no fix) EmbeddedQpid is left over; 4.4.3 has no embedded Qpid broker, but repository/conf/jndi.properties:2 refers to it.\n",
		},
		{
			name: "referred to in comments only", carbon: ports(qpid("5672", "8672")),
			other: map[string]string{"jndi.properties": "  # broker = " + ref + "\n! " + ref + "\n", "broker.xml": "<a><!-- " + ref + " --></a>"},
			want:  left, fixed: ports(""), safe: true,
		},
		{
			name: "other ports are referred to", carbon: ports(qpid("5672", "8672")),
			other: map[string]string{"a.properties": "a=${Ports.EmbeddedLDAP.LDAPServerPort} ${Ports.EmbeddedQpid.BrokerPort\n"},
			want:  left, fixed: ports(""), safe: true,
		},
		{
			name: "referred to and gone", carbon: ports(""),
			other: map[string]string{"broker.xml": "<a>\n<b x=\"" + ref + "\"/></a>", "jndi.properties": "a=1\nb=" + strings.Replace(ref, "Port}", "SSLPort}", 1) + "\n"},
			want: "broker.xml:2:24 error (no fix) This refers to Ports/EmbeddedQpid/BrokerPort of carbon.xml, which is not there.\n" +
				"jndi.properties:2:20 error (no fix) This refers to Ports/EmbeddedQpid/BrokerSSLPort of carbon.xml, which is not there.\n",
		},
		{
			name: "referred to and in a comment", carbon: ports("<!--" + qpid("5672", "8672") + "-->\n"),
			other: map[string]string{"jndi.conf": ref},
			want:  "jndi.conf:1:18 error (no fix) This refers to Ports/EmbeddedQpid/BrokerPort of carbon.xml, which is there in a comment only (line 3).\n",
		},
		{
			name: "referred to, and this port gone", carbon: ports("<EmbeddedQpid><BrokerSSLPort>8672</BrokerSSLPort></EmbeddedQpid>\n"),
			other: map[string]string{"jndi.conf": ref},
			want: "carbon.xml:3:1 warning (no fix) EmbeddedQpid is left over; 4.4.3 has no embedded Qpid broker, but repository/conf/jndi.conf:1 refers to it.\n" +
				"jndi.conf:1:18 error (no fix) This refers to Ports/EmbeddedQpid/BrokerPort of carbon.xml, which is not there.\n",
		},
		{
			name:  "referred to, and carbon.xml is not here",
			other: map[string]string{"jndi.conf": ref},
			want:  "not judged jndi.conf:1: it refers to Ports/EmbeddedQpid of carbon.xml, which could not be read\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{}
			if tt.carbon != "" {
				files["carbon.xml"] = tt.carbon
			}
			for name, data := range tt.other {
				files[name] = data
			}
			if got := brief(t, judge(t, "embedded-qpid-ports", files)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			if tt.carbon == "" {
				return
			}
			want := map[bool]string{true: tt.carbon, false: tt.carbon}
			if tt.fixed != "" {
				want[true] = tt.fixed
			}
			if tt.safe {
				want[false] = tt.fixed
			}
			for _, unsafe := range []bool{false, true} {
				if got := mend(t, "embedded-qpid-ports", files, "carbon.xml", unsafe); got != want[unsafe] {
					t.Errorf("fixed (unsafe %v):\n%s", unsafe, got)
				}
			}
		})
	}
}

func TestEmbeddedQpidPortsInTemplates(t *testing.T) {
	const file = "carbon.xml.erb"
	for _, tt := range []struct{ name, file, want string }{
		{
			"under a condition", "<Server><Ports>\n<% if @mb %>\n<EmbeddedQpid><BrokerPort>5672</BrokerPort></EmbeddedQpid>\n<% end %>\n</Ports></Server>",
			file + ":3:1 info (no fix) EmbeddedQpid is left over; 4.4.3 has no embedded Qpid broker.\n",
		},
		{
			"by expression", "<Server><Ports>\n<EmbeddedQpid><BrokerPort><%= @port %></BrokerPort></EmbeddedQpid>\n</Ports></Server>",
			file + ":2:1 warning (no fix) EmbeddedQpid is left over, with BrokerPort other than shipped; 4.4.3 has no embedded Qpid broker.\n",
		},
	} {
		files := map[string]string{file: tt.file}
		if got := brief(t, judge(t, "embedded-qpid-ports", files)); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
		if got := mend(t, "embedded-qpid-ports", files, file, true); got != tt.file {
			t.Errorf("%s: fixed:\n%s", tt.name, got)
		}
	}
}
