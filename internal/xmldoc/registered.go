package xmldoc

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// registered is the encoding that a name, in upper case, is registered for at IANA;
// nil when there is none here. The names are those of x/text's ianaindex, which a
// test compares: its map of 800 names takes as long to fill at each start as
// reading a small file.
func registered(upper string) encoding.Encoding {
	switch upper {
	case "CSUTF8", "UTF-8":
		return unicode.UTF8
	case "CSUTF16", "UTF-16":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "CSUTF16BE", "UTF-16BE":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "CSUTF16LE", "UTF-16LE":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "CP037", "CSIBM037", "EBCDIC-CP-CA", "EBCDIC-CP-NL", "EBCDIC-CP-US", "EBCDIC-CP-WT", "IBM037":
		return charmap.CodePage037
	case "CP437", "CSPC8CODEPAGE437", "IBM437":
		return charmap.CodePage437
	case "CP850", "CSPC850MULTILINGUAL", "IBM850":
		return charmap.CodePage850
	case "CP852", "CSPCP852", "IBM852":
		return charmap.CodePage852
	case "CP855", "CSIBM855", "IBM855":
		return charmap.CodePage855
	case "CCSID00858", "CP00858", "CSIBM00858", "IBM00858":
		return charmap.CodePage858
	case "CP860", "CSIBM860", "IBM860":
		return charmap.CodePage860
	case "CP862", "CSPC862LATINHEBREW", "IBM862":
		return charmap.CodePage862
	case "CP863", "CSIBM863", "IBM863":
		return charmap.CodePage863
	case "CP865", "CSIBM865", "IBM865":
		return charmap.CodePage865
	case "CP866", "CSIBM866", "IBM866":
		return charmap.CodePage866
	case "CSIBM1047", "IBM-1047", "IBM1047":
		return charmap.CodePage1047
	case "CCSID01140", "CP01140", "CSIBM01140", "IBM01140":
		return charmap.CodePage1140
	case "CP819", "CSISOLATIN1", "IBM819", "ISO-8859-1", "ISO-IR-100", "ISO_8859-1", "L1", "LATIN1":
		return charmap.ISO8859_1
	case "CSISOLATIN2", "ISO-8859-2", "ISO-IR-101", "ISO_8859-2", "L2", "LATIN2":
		return charmap.ISO8859_2
	case "CSISOLATIN3", "ISO-8859-3", "ISO-IR-109", "ISO_8859-3", "L3", "LATIN3":
		return charmap.ISO8859_3
	case "CSISOLATIN4", "ISO-8859-4", "ISO-IR-110", "ISO_8859-4", "L4", "LATIN4":
		return charmap.ISO8859_4
	case "CSISOLATINCYRILLIC", "CYRILLIC", "ISO-8859-5", "ISO-IR-144", "ISO_8859-5":
		return charmap.ISO8859_5
	case "ARABIC", "ASMO-708", "CSISOLATINARABIC", "ECMA-114", "ISO-8859-6", "ISO-IR-127", "ISO_8859-6":
		return charmap.ISO8859_6
	case "CSISO88596E", "ISO-8859-6-E", "ISO_8859-6-E":
		return charmap.ISO8859_6E
	case "CSISO88596I", "ISO-8859-6-I", "ISO_8859-6-I":
		return charmap.ISO8859_6I
	case "CSISOLATINGREEK", "ECMA-118", "ELOT_928", "GREEK", "GREEK8", "ISO-8859-7", "ISO-IR-126", "ISO_8859-7":
		return charmap.ISO8859_7
	case "CSISOLATINHEBREW", "HEBREW", "ISO-8859-8", "ISO-IR-138", "ISO_8859-8":
		return charmap.ISO8859_8
	case "CSISO88598E", "ISO-8859-8-E", "ISO_8859-8-E":
		return charmap.ISO8859_8E
	case "CSISO88598I", "ISO-8859-8-I", "ISO_8859-8-I":
		return charmap.ISO8859_8I
	case "CSISOLATIN5", "ISO-8859-9", "ISO-IR-148", "ISO_8859-9", "L5", "LATIN5":
		return charmap.ISO8859_9
	case "CSISOLATIN6", "ISO-8859-10", "ISO-IR-157", "L6", "LATIN6":
		return charmap.ISO8859_10
	case "CSISO885913", "ISO-8859-13":
		return charmap.ISO8859_13
	case "CSISO885914", "ISO-8859-14", "ISO-CELTIC", "ISO-IR-199", "ISO_8859-14", "L8", "LATIN8":
		return charmap.ISO8859_14
	case "CSISO885915", "ISO-8859-15", "ISO_8859-15", "LATIN-9":
		return charmap.ISO8859_15
	case "CSISO885916", "ISO-8859-16", "ISO-IR-226", "ISO_8859-16", "L10", "LATIN10":
		return charmap.ISO8859_16
	case "CSKOI8R", "KOI8-R":
		return charmap.KOI8R
	case "CSKOI8U", "KOI8-U":
		return charmap.KOI8U
	case "CSMACINTOSH", "MAC", "MACINTOSH":
		return charmap.Macintosh
	case "CSWINDOWS874", "WINDOWS-874":
		return charmap.Windows874
	case "CSWINDOWS1250", "WINDOWS-1250":
		return charmap.Windows1250
	case "CSWINDOWS1251", "WINDOWS-1251":
		return charmap.Windows1251
	case "CSWINDOWS1252", "WINDOWS-1252":
		return charmap.Windows1252
	case "CSWINDOWS1253", "WINDOWS-1253":
		return charmap.Windows1253
	case "CSWINDOWS1254", "WINDOWS-1254":
		return charmap.Windows1254
	case "CSWINDOWS1255", "WINDOWS-1255":
		return charmap.Windows1255
	case "CSWINDOWS1256", "WINDOWS-1256":
		return charmap.Windows1256
	case "CSWINDOWS1257", "WINDOWS-1257":
		return charmap.Windows1257
	case "CSWINDOWS1258", "WINDOWS-1258":
		return charmap.Windows1258
	case "CSEUCPKDFMTJAPANESE", "EUC-JP", "EXTENDED_UNIX_CODE_PACKED_FORMAT_FOR_JAPANESE":
		return japanese.EUCJP
	case "CSISO2022JP", "ISO-2022-JP":
		return japanese.ISO2022JP
	case "CSSHIFTJIS", "MS_KANJI", "SHIFT_JIS":
		return japanese.ShiftJIS
	case "CSEUCKR", "EUC-KR":
		return korean.EUCKR
	case "CSGB18030", "GB18030":
		return simplifiedchinese.GB18030
	case "CP936", "CSGBK", "GBK", "MS936", "WINDOWS-936":
		return simplifiedchinese.GBK
	case "HZ-GB-2312":
		return simplifiedchinese.HZGB2312
	case "BIG5", "CSBIG5":
		return traditionalchinese.Big5
	}
	return nil
}
