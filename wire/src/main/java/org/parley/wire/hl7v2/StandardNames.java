package org.parley.wire.hl7v2;

import java.util.Arrays;

/** Segment names that the standard defines, versions 2.1 to 2.8, and the ones that code needs. */
final class StandardNames {
    static final int MSH = Bytes.name("MSH");
    static final int BHS = Bytes.name("BHS");
    static final int FHS = Bytes.name("FHS");
    static final int BTS = Bytes.name("BTS");
    static final int FTS = Bytes.name("FTS");

    private static final String ALL =
            "ABS ACC ADD ADJ AFF AIG AIL AIP AIS AL1 APR ARQ ARV AUT BHS BLC BLG BPO BPX BTS BTX"
                    + " BUI CDM CDO CER CM0 CM1 CM2 CNS CON CSP CSR CSS CTD CTI CTR DB1 DG1 DMI DON"
                    + " DPS DRG DSC DSP DST ECD ECR EDU EQL EQP EQU ERQ ERR EVN FAC FHS FT1 FTS GOL"
                    + " GP1 GP2 GT1 HXX IAM IAR IIM ILT IN1 IN2 IN3 INV IPC IPR ISD ITM IVC IVT LAN"
                    + " LCC LCH LDP LOC LRL MCP MFA MFE MFI MRG MSA MSH NCK NDS NK1 NPU NSC NST NTE"
                    + " OBR OBX ODS ODT OH1 OH2 OH3 OH4 OM1 OM2 OM3 OM4 OM5 OM6 OM7 OMC ORC ORG ORO"
                    + " OVR PAC PCE PCR PD1 PDA PDC PEO PES PID PKG PM1 PMT PR1 PRA PRB PRC PRD PRT"
                    + " PSG PSH PSL PSS PTH PV1 PV2 PYE QAK QID QPD QRD QRF QRI RCP RDF RDT REL RF1"
                    + " RFI RGS RMI ROL RQ1 RQD RXA RXC RXD RXE RXG RXO RXR RXV SAC SCD SCH SCP SDD"
                    + " SFT SGH SGT SHP SID SLT SPM SPR STF STZ TCC TCD TQ1 TQ2 TXA UAC UB1 UB2 URD"
                    + " URS VAR VND VTQ";
    private static final int[] SORTED =
            Arrays.stream(ALL.split(" ")).mapToInt(Bytes::name).sorted().toArray();

    private StandardNames() {}

    /** True for a name of the standard and for every name that begins with Z. */
    static boolean segment(int name) {
        return name >> 16 == 'Z' || Arrays.binarySearch(SORTED, name) >= 0;
    }
}
