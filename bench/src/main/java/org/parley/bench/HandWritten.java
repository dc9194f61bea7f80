package org.parley.bench;

import java.util.Map;

/**
 * A streaming converter of ADT A01 as one would write it by hand for speed, to the very bytes that
 * the product's tables make of the sample and of others like it: an index of the bytes with the
 * message's own delimiters, values copied with escapes of HL7 resolved and those of JSON made, each
 * asked for whether it is there, dates and times with the offset of London, codes looked up, ids
 * hashed of the same keys, each once. It knows no other segment and no other field, has no rows and
 * no conditions of a trust, and gives no account.
 */
final class HandWritten {
    private static final int MSH = 0;
    private static final int EVN = 1;
    private static final int PID = 2;
    private static final int PD1 = 3;
    private static final int PV1 = 4;

    private static final Map<String, String> SEX =
            Map.of("1", "male", "M", "male", "2", "female", "F", "female", "9", "other");
    private static final Map<String, String> NAME_USE =
            Map.of("L", "official", "M", "maiden", "N", "nickname", "A", "usual");
    private static final Map<String, String> PHONE_USE = Map.of("PRN", "home", "WPN", "work");
    private static final Map<String, String> EQUIPMENT = Map.of("PH", "phone", "FX", "fax");
    private static final Map<String, String> ADDRESS_USE = Map.of("H", "home", "O", "work");
    private static final Map<String, String> NUMBER =
            Map.of("MR", "Medical record number", "VN", "Visit number");
    private static final Map<String, String> CLASS =
            Map.of(
                    "I", "IMP\",\"display\":\"inpatient encounter",
                    "E", "EMER\",\"display\":\"emergency");
    private static final Map<String, String> SPECIALTY =
            Map.of("300", "General Internal Medicine", "430", "Elderly Medicine");
    private static final Map<String, String> METHOD =
            Map.of(
                    "21",
                    "Emergency Admission: Emergency Care Department or dental casualty department"
                            + " of the Health Care Provider");

    private static final String PROFILE =
            "'meta':{'profile':['https://fhir.hl7.org.uk/StructureDefinition/UKCore-";
    private static final String PERSON_SYSTEM = "'system':'https://fhir.hl7.org.uk/Id/";
    private static final String EXTENSION = "{'url':'urn:parley:v2:";

    private static final byte[] BUNDLE = json("{'resourceType':'Bundle','id':'");
    private static final byte[] CONTROL_ID =
            json("','identifier':{'system':'urn:parley:control-id','value':'");
    private static final byte[] HEADER = json("'},'type':'message','entry':[{'fullUrl':'urn:uuid:");
    private static final byte[] HEADER_ID =
            json("','resource':{'resourceType':'MessageHeader','id':'");
    private static final byte[] HEADER_META =
            json("'," + PROFILE + "MessageHeader']},'extension':[");
    private static final byte[] SENT = json(EXTENSION + "MSH-7','valueDateTime':'");
    private static final byte[] STRUCTURE = json(EXTENSION + "MSH-9.3','valueString':'");
    private static final byte[] VERSION = json(EXTENSION + "MSH-12','valueString':'");
    private static final byte[] COUNTRY = json(EXTENSION + "MSH-17','valueString':'");
    private static final byte[] SET = json(EXTENSION + "MSH-18','valueString':'");
    private static final byte[] RECORDED = json(EXTENSION + "EVN-2','valueDateTime':'");
    private static final byte[] NEXT = json("'},");
    private static final byte[] EVENT =
            json(
                    "'}],'eventCoding':{'system':'http://terminology.hl7.org/CodeSystem/v2-0003','code':'");
    private static final byte[] DESTINATION = json("'},'destination':[{'name':'");
    private static final byte[] ENDPOINT = json("','endpoint':'urn:parley:application:");
    private static final byte[] RECEIVER = json("','receiver':{'reference':'urn:uuid:");
    private static final byte[] SENDER = json("'}}],'sender':{'reference':'urn:uuid:");
    private static final byte[] SOURCE = json("'},'source':{'name':'");
    private static final byte[] FOCUS = json("'},'focus':[{'reference':'urn:uuid:");
    private static final byte[] REFERENCE = json("'},{'reference':'urn:uuid:");
    private static final byte[] HEADER_END = json("'}]}}");

    private static final byte[] FULL_URL = json(",{'fullUrl':'urn:uuid:");
    private static final byte[] ORGANIZATION =
            json("','resource':{'resourceType':'Organization','id':'");
    private static final byte[] ORGANIZATION_META =
            json(
                    "',"
                            + PROFILE
                            + "Organization']},'identifier':[{'system':"
                            + "'https://fhir.nhs.uk/Id/ods-organization-code','value':'");
    private static final byte[] ORGANIZATION_NAME = json("'}],'name':'");
    private static final byte[] TEXT_END = json("'}}");
    private static final byte[] IDENTIFIER_END = json("'}]}}");

    private static final byte[] PATIENT = json("','resource':{'resourceType':'Patient','id':'");
    private static final byte[] PATIENT_META = json("'," + PROFILE + "Patient']},'identifier':[");
    private static final byte[] NHS_NUMBER =
            json("{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'");
    private static final byte[] NUMBER_TYPE =
            json(
                    "{'type':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0203',"
                            + "'code':'");
    private static final byte[] DISPLAY = json("','display':'");
    private static final byte[] NUMBER_SYSTEM = json("'}]},'system':'urn:parley:identifier:");
    private static final byte[] VALUE = json("','value':'");
    private static final byte[] ITEM_END = json("'}");
    private static final byte[] NAME = json("],'name':[{'use':'");
    private static final byte[] FAMILY = json("','family':'");
    private static final byte[] GIVEN = json("','given':['");
    private static final byte[] PREFIX = json("'],'prefix':['");
    private static final byte[] TELECOM = json("']}],'telecom':[{'system':'");
    private static final byte[] USE = json("','use':'");
    private static final byte[] GENDER = json("'}],'gender':'");
    private static final byte[] BIRTH = json("','birthDate':'");
    private static final byte[] ADDRESS = json("','address':[{'use':'");
    private static final byte[] LINE = json("','line':['");
    private static final byte[] CITY = json("'],'city':'");
    private static final byte[] POSTCODE = json("','postalCode':'");
    private static final byte[] NATION = json("','country':'");
    private static final byte[] PRACTICE =
            json("'}],'generalPractitioner':[{'reference':'urn:uuid:");

    private static final byte[] PRACTITIONER =
            json("','resource':{'resourceType':'Practitioner','id':'");
    private static final byte[] PRACTITIONER_META =
            json("'," + PROFILE + "Practitioner']},'identifier':[{" + PERSON_SYSTEM);
    private static final byte[] PERSON_VALUE = json("-number','value':'");
    private static final byte[] PERSON_NAME = json("'}],'name':[{'family':'");
    private static final byte[] PERSON_END = json("']}]}}");

    private static final byte[] ENCOUNTER = json("','resource':{'resourceType':'Encounter','id':'");
    private static final byte[] ENCOUNTER_META =
            json("'," + PROFILE + "Encounter']},'identifier':[");
    private static final byte[] STATUS =
            json(
                    "],'status':'in-progress','class':{'system':"
                            + "'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'");
    private static final byte[] SERVICE =
            json(
                    "'},'serviceType':{'coding':[{'system':"
                            + "'https://fhir.hl7.org.uk/CodeSystem/UKCore-PracticeSettingCode',"
                            + "'code':'");
    private static final byte[] SUBJECT = json("'}]},'subject':{'reference':'urn:uuid:");
    private static final byte[] REFERRER =
            json(
                    "'},'participant':[{'type':[{'coding':[{'system':"
                            + "'http://terminology.hl7.org/CodeSystem/v3-ParticipationType','code':"
                            + "'REF','display':'referrer'}]}],'individual':{'reference':'urn:uuid:");
    private static final byte[] ADMITTED =
            json(
                    "'}}],'hospitalization':{'extension':[{'url':'https://fhir.hl7.org.uk/"
                            + "StructureDefinition/Extension-UKCore-AdmissionMethod',"
                            + "'valueCodeableConcept':{'coding':[{'system':'https://fhir.hl7.org.uk/"
                            + "CodeSystem/UKCore-AdmissionMethodEngland','code':'");
    private static final byte[] PLACE =
            json("'}]}}]},'location':[{'location':{'reference':'urn:uuid:");
    private static final byte[] PLACE_END = json("'},'status':'active'}]}}");
    private static final byte[] LOCATION = json("','resource':{'resourceType':'Location','id':'");
    private static final byte[] BED_META = json("'," + PROFILE + "Location']},'name':'");
    private static final byte[] BED =
            json(
                    "','physicalType':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/"
                            + "location-physical-type','code':'bd','display':'Bed'}]},"
                            + "'partOf':{'reference':'urn:uuid:");
    private static final byte[] BED_END = json("'}}}");
    private static final byte[] SITE_META =
            json(
                    "',"
                            + PROFILE
                            + "Location']},'identifier':[{'system':"
                            + "'https://fhir.nhs.uk/Id/ods-site-code','value':'");
    private static final byte[] SITE =
            json(
                    "'}],'physicalType':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/"
                            + "location-physical-type','code':'si','display':'Site'}]}}}");
    private static final byte[] END = json("]}");

    private final HandIndex in = new HandIndex();
    private final HandWriter out = new HandWriter();

    private static byte[] json(String text) {
        return HandWriter.ascii(text.replace('\'', '"'));
    }

    byte[] bundle(byte[] message) {
        in.read(message);
        out.start(in);
        long application = in.field(MSH, 3);
        long facility = in.field(MSH, 4);
        long control = in.field(MSH, 10);
        long practice = in.field(PD1, 3);
        long doctor = in.field(PD1, 4);
        long referrer = in.field(PV1, 8);
        long place = in.field(PV1, 3);
        byte[] header = out.key("MessageHeader").and(application).or(facility).or(control).id();
        byte[] trust = out.key("Organization").and(facility).id();
        long own = own();
        byte[] patient = out.key("Patient").and(in.part(own, 4)).or(in.part(own, 1)).id();
        byte[] surgery = out.key("Organization").and(in.part(practice, 3)).id();
        byte[] general = person(doctor);
        byte[] visit =
                out.key("Encounter")
                        .and(facility)
                        .or(in.part(in.field(PV1, 19), 4))
                        .or(in.part(in.field(PV1, 19), 1))
                        .id();
        byte[] bed = bed(place);
        byte[] site = out.key("Location").and(in.part(place, 4)).id();
        byte[] sentBy = person(referrer);
        byte[] bundle =
                out.key("Bundle")
                        .and(application)
                        .or(facility)
                        .or(control)
                        .or(in.field(MSH, 7))
                        .id();
        out.raw(BUNDLE).raw(bundle).raw(CONTROL_ID).text(control).raw(HEADER);
        header(header, trust, patient, visit);
        organization(trust, facility, HandIndex.NONE);
        patient(patient, surgery, general);
        organization(surgery, in.part(practice, 3), in.part(practice, 1));
        practitioner(general, doctor);
        encounter(visit, patient, bed, sentBy);
        location(bed, site, place);
        practitioner(sentBy, referrer);
        return out.raw(END).toBytes();
    }

    /** The first number of the patient that is no NHS number. */
    private long own() {
        long field = in.field(PID, 3);
        for (int i = 1; ; i++) {
            long number = in.repetition(field, i);
            if (number == HandIndex.NONE || !nhs(number)) {
                return number;
            }
        }
    }

    private boolean nhs(long number) {
        return in.is(in.part(number, 5), "NH") || in.is(in.part(number, 4), "NHS");
    }

    private byte[] person(long person) {
        return out.key("Practitioner").and(in.part(person, 9)).or(in.part(person, 1)).id();
    }

    private byte[] bed(long place) {
        return out.key("Location")
                .and(in.part(place, 4))
                .or(in.part(place, 1))
                .or(in.part(place, 2))
                .or(in.part(place, 3))
                .or(in.part(place, 7))
                .or(in.part(place, 8))
                .id();
    }

    private void header(byte[] id, byte[] trust, byte[] patient, byte[] visit) {
        out.raw(id).raw(HEADER_ID).raw(id).raw(HEADER_META);
        out.raw(SENT).time(in.field(MSH, 7));
        optional(STRUCTURE, in.part(in.field(MSH, 9), 3));
        optional(VERSION, in.field(MSH, 12));
        optional(COUNTRY, in.field(MSH, 17));
        optional(SET, in.field(MSH, 18));
        if (in.field(EVN, 2) != HandIndex.NONE) {
            out.raw(NEXT).raw(RECORDED).time(in.field(EVN, 2));
        }
        out.raw(EVENT).text(in.part(in.field(MSH, 9), 2));
        long receiver = in.field(MSH, 5);
        out.raw(DESTINATION).text(receiver).raw(ENDPOINT).text(receiver);
        out.raw(RECEIVER).raw(trust).raw(SENDER).raw(trust);
        long application = in.field(MSH, 3);
        out.raw(SOURCE).text(application).raw(ENDPOINT).text(application);
        out.raw(FOCUS).raw(patient).raw(REFERENCE).raw(visit).raw(HEADER_END);
    }

    private void optional(byte[] before, long value) {
        if (value != HandIndex.NONE) {
            out.raw(NEXT).raw(before).text(value);
        }
    }

    private void organization(byte[] id, long code, long name) {
        out.raw(FULL_URL).raw(id).raw(ORGANIZATION).raw(id).raw(ORGANIZATION_META).text(code);
        if (name == HandIndex.NONE) {
            out.raw(IDENTIFIER_END);
        } else {
            out.raw(ORGANIZATION_NAME).text(name).raw(TEXT_END);
        }
    }

    private void patient(byte[] id, byte[] surgery, byte[] general) {
        out.raw(FULL_URL).raw(id).raw(PATIENT).raw(id).raw(PATIENT_META);
        numbers(in.field(PID, 3));
        long name = in.field(PID, 5);
        out.raw(NAME).code(in.part(name, 7), NAME_USE).raw(FAMILY).text(in.part(name, 1));
        out.raw(GIVEN).text(in.part(name, 2)).raw(PREFIX).text(in.part(name, 5));
        long phone = in.field(PID, 13);
        out.raw(TELECOM).code(in.part(phone, 3), EQUIPMENT).raw(VALUE).text(in.part(phone, 1));
        out.raw(USE).code(in.part(phone, 2), PHONE_USE);
        out.raw(GENDER).code(in.field(PID, 8), SEX).raw(BIRTH).time(in.field(PID, 7));
        long home = in.field(PID, 11);
        out.raw(ADDRESS).code(in.part(home, 7), ADDRESS_USE).raw(LINE).text(in.part(home, 1));
        out.raw(CITY).text(in.part(home, 3)).raw(POSTCODE).text(in.part(home, 5));
        out.raw(NATION).text(in.part(home, 6));
        out.raw(PRACTICE).raw(surgery).raw(REFERENCE).raw(general).raw(HEADER_END);
    }

    private void numbers(long field) {
        long number = in.repetition(field, 1);
        for (int i = 2; number != HandIndex.NONE; i++) {
            if (nhs(number)) {
                out.raw(NHS_NUMBER);
            } else {
                number(number);
            }
            out.text(in.part(number, 1)).raw(ITEM_END);
            number = in.repetition(field, i);
            if (number != HandIndex.NONE) {
                out.comma();
            }
        }
    }

    private void number(long number) {
        long type = in.part(number, 5);
        out.raw(NUMBER_TYPE).text(type).raw(DISPLAY).code(type, NUMBER);
        out.raw(NUMBER_SYSTEM).text(in.part(number, 4)).raw(VALUE);
    }

    private void practitioner(byte[] id, long person) {
        out.raw(FULL_URL).raw(id).raw(PRACTITIONER).raw(id).raw(PRACTITIONER_META);
        out.lower(in.part(person, 9)).raw(PERSON_VALUE).text(in.part(person, 1));
        out.raw(PERSON_NAME).text(in.part(person, 2)).raw(GIVEN).text(in.part(person, 3));
        out.raw(PREFIX).text(in.part(person, 6)).raw(PERSON_END);
    }

    private void encounter(byte[] id, byte[] patient, byte[] bed, byte[] sentBy) {
        out.raw(FULL_URL).raw(id).raw(ENCOUNTER).raw(id).raw(ENCOUNTER_META);
        long visit = in.field(PV1, 19);
        number(visit);
        out.text(in.part(visit, 1)).raw(ITEM_END);
        out.raw(STATUS).code(in.field(PV1, 2), CLASS);
        long specialty = in.field(PV1, 10);
        out.raw(SERVICE).text(specialty).raw(DISPLAY).code(specialty, SPECIALTY);
        out.raw(SUBJECT).raw(patient).raw(REFERRER).raw(sentBy);
        long method = in.field(PV1, 4);
        out.raw(ADMITTED).text(method).raw(DISPLAY).code(method, METHOD);
        out.raw(PLACE).raw(bed).raw(PLACE_END);
    }

    private void location(byte[] bed, byte[] site, long place) {
        out.raw(FULL_URL).raw(bed).raw(LOCATION).raw(bed).raw(BED_META);
        out.text(in.part(place, 1)).blank().text(in.part(place, 2));
        out.blank().text(in.part(place, 3)).raw(BED).raw(site).raw(BED_END);
        out.raw(FULL_URL).raw(site).raw(LOCATION).raw(site).raw(SITE_META);
        out.text(in.part(place, 4)).raw(SITE);
    }
}
