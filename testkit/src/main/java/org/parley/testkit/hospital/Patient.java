package org.parley.testkit.hospital;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One person as the hospital knows them. Changes as life goes on. */
final class Patient {
    /** Hospital number of the main site; the order key of every system. */
    final String mrn;

    /** Empty while a baby has none. */
    String nhsNumber;

    /** Status of the NHS number: 01 verified, 02 not traced, 08 baby, … */
    String nhsStatus;

    /** A number from the other site, from before the trusts became one. */
    Optional<String> oldMrn = Optional.empty();

    Name surname;

    /** Empty for people with a single name. */
    Optional<Name> given;

    String title;
    boolean woman;

    /** 1, 2, 9 or X. */
    String sex;

    /** Epoch second; babies have an hour, others a day. */
    long born;

    boolean bornHere;

    /** Street^other^town^county^postcode. */
    String address;

    String landline;
    String mobile;
    String ethnicity;
    String marital;
    String religion;
    Places.Practice practice;
    Name kin;

    /** AL1 texts: type|code^text^system|severity|reaction. */
    List<String> allergies = List.of();

    long died = Long.MIN_VALUE;

    /** The stay or attendance that is open now. */
    Optional<Visit> visit = Optional.empty();

    /** Has been merged into another and is not used any more. */
    boolean merged;

    /** Things on the agenda that will still name this person. */
    int expected;

    final List<String> previousSurnames = new ArrayList<>();

    Patient(
            String mrn,
            String nhsNumber,
            Name surname,
            Optional<Name> given,
            boolean woman,
            Places.Practice practice,
            String address) {
        this.mrn = mrn;
        this.nhsNumber = nhsNumber;
        this.nhsStatus = "01";
        this.surname = surname;
        this.given = given;
        this.woman = woman;
        this.title = woman ? "Mrs" : "Mr";
        this.sex = woman ? "2" : "1";
        this.address = address;
        this.practice = practice;
        this.landline = "";
        this.mobile = "";
        this.ethnicity = "Z";
        this.marital = "";
        this.religion = "";
        this.kin = surname;
    }

    boolean alive() {
        return died == Long.MIN_VALUE;
    }

    /** May come to the hospital now. */
    boolean free() {
        return alive() && !merged && visit.isEmpty();
    }

    int age(long now) {
        return (int) ((now - born) / (365.25 * 86_400));
    }
}
