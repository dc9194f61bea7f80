package org.parley.engine.route;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.wire.hl7v2.Path;

/**
 * How many fields the segments that UK trusts meet most can have, in any of the versions 2.1 to
 * 2.9. Names that begin with Z are never doubted.
 */
public final class KnownFields {
    private static final Map<String, Integer> MOST =
            table(
                    "ABS 13 AIG 14 AIL 12 AIP 12 AIS 12 AL1 6 APR 5 ARQ 25 BHS 14 BLG 4 BPO 14 BPX"
                            + " 23 BTS 3 BTX 21 CM0 11 CTD 7 CTI 3 DB1 8 DG1 26 DRG 33 DSC 2 DSP 5"
                            + " ERR 12 EVN 7 FAC 12 FHS 14 FT1 43 FTS 2 GOL 22 GT1 57 IAM 30 IN1 55"
                            + " IN2 72 IN3 28 LAN 6 LOC 9 MFA 6 MFE 7 MFI 6 MRG 7 MSA 8 MSH 25 NK1"
                            + " 41 NPU 2 NST 15 NTE 9 OBR 55 OBX 33 ODS 4 ODT 3 ORC 36 ORG 13 OVR 5"
                            + " PD1 23 PDA 9 PID 40 PR1 25 PRB 28 PRD 14 PRT 24 PTH 7 PV1 54 PV2 50"
                            + " QAK 6 QPD 99 QRD 12 QRF 10 RCP 7 RF1 25 RGS 3 RMI 3 ROL 14 RXA 29"
                            + " RXC 11 RXD 35 RXE 45 RXG 33 RXO 36 RXR 6 SAC 46 SCH 27 SFT 6 SID 4"
                            + " SPM 35 STF 41 TQ1 14 TQ2 10 TXA 28 UAC 2 UB1 23 UB2 17 URD 7 URS 9"
                            + " VAR 6");

    private KnownFields() {}

    /** Why a path can hardly be meant, a plain sentence; empty when nothing speaks against it. */
    public static Optional<String> doubt(Path path) {
        String name = path.segment();
        if (name.startsWith("Z")) {
            return Optional.empty();
        }
        Integer most = MOST.get(name);
        if (most == null) {
            return familiar(name)
                    ? Optional.empty()
                    : Optional.of(
                            "The standard has no segment "
                                    + name
                                    + "."
                                    + Nearest.hint(name, MOST.keySet()));
        }
        return path.field() > most
                ? Optional.of(
                        "No version of the standard gives "
                                + name
                                + " a field "
                                + path.field()
                                + ".")
                : Optional.empty();
    }

    /** Segments of the standard that are rare enough not to be counted field by field. */
    private static boolean familiar(String name) {
        return RARE.contains(' ' + name + ' ');
    }

    private static final String RARE =
            " ACC ADD ADJ AFF ARV AUT BLC BUI CDM CDO CER CM1 CM2 CNS CON CSP CSR CSS CTR DMI DON"
                    + " DPS DST ECD ECR EDU EQL EQP EQU ERQ GP1 GP2 HXX IAR IIM ILT INV IPC IPR ISD"
                    + " ITM IVC IVT LCC LCH LDP LRL MCP NCK NDS NSC OH1 OH2 OH3 OH4 OM1 OM2 OM3 OM4"
                    + " OM5 OM6 OM7 OMC ORO PAC PCE PCR PDC PEO PES PKG PM1 PMT PRA PRC PSG PSH PSL"
                    + " PSS PYE QID QRI RDF RDT REL RFI RQ1 RQD RXV SCD SCP SDD SGH SGT SHP SLT SPR"
                    + " STZ TCC TCD VND VTQ ";

    private static Map<String, Integer> table(String text) {
        String[] words = text.split(" ", -1);
        Map<String, Integer> fields = HashMap.newHashMap(words.length / 2);
        for (int i = 0; i < words.length; i += 2) {
            fields.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return Map.copyOf(fields);
    }
}
