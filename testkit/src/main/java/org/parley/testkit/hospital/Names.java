package org.parley.testkit.hospital;

import java.util.Arrays;
import java.util.List;

/**
 * Names of invented people, as varied as a British town. Put together by chance; nobody is meant.
 */
final class Names {
    private static final List<Name> SURNAMES =
            list(
                    """
                    Ashdown Barraclough Birtwistle Bramley Carswell Catterall Dunstone Entwistle Fairhurst
                    Garside Hebblethwaite Inskip Jagger Kershaw Longbottom Midgley Nuttall Oakenshaw Pickles
                    Quinnell Ramsbottom Sutcliffe Thackray Uttley Verity Wigglesworth Yeadon Smith Jones Brown
                    Taylor Williams Davies Evans Thomas Roberts Hughes Edwards Lewis Morgan Llewellyn Prydderch
                    Campbell MacAllister McTavish Sinclair O'Neill O'Shaughnessy D'Souza Ní_Bhriain Ó_Dálaigh
                    Begum Hussain Khan Akhtar Choudhury Miah Rahman Iqbal Patel Kaur Singh Sharma Gupta Nair
                    Chatterjee Fernando Okafor Adeyemi Mensah Boateng Nkosi Mwangi Abubakar Diallo Osei-Tutu
                    Clarke-Bennett Smith-Jones Featherstonehaugh-Cole Baptiste Desrosiers Marlowe-Grant
                    Kowalski Wiśniewska Nowak Łukaszewicz Popescu Ionescu Petrauskas Horváth Novák Müller Çelik
                    Yılmaz Nguyễn Trần Chan Wong Li Tanaka Kim Al-Hassan El-Sayed Haddad Ferreira García_López
                    """);
    private static final List<Name> WOMEN =
            list(
                    """
                    Edith Margaret Jean Doreen Sheila Pauline Susan Janet Gillian Angela Karen Tracey Joanne
                    Siân Angharad Niamh Aoife Caitríona Morag Eilidh Zoë Chloë Renée Amélie Sofía Agnieszka
                    Małgorzata Ioana Fatima Aisha Zainab Nasreen Shabana Priya Lakshmi Harpreet Simran
                    Ngozi Chiamaka Abena Folasade Wanjiru Thandiwe Mei Ling Thị_Hương Yuki Ji-woo Leila
                    Mary-Anne Olivia Amelia Isla Ava Freya Poppy Grace Ruth Hannah Bethan Ffion
                    """);
    private static final List<Name> MEN =
            list(
                    """
                    Arthur Harold Stanley Kenneth Derek Brian Malcolm Trevor Nigel Graham Ian Darren Lee
                    Rhys Gethin Llŷr Seán Cormac Hamish Angus André René José Łukasz Paweł Andrei
                    Mohammed Yusuf Imran Tariq Bilal Rajesh Sanjay Gurpreet Manjit Arjun Emeka Kwame
                    Babatunde Olusegun Kamau Sipho Wei Jian Minh Hiroshi Min-jun Omar Jean-Luc Noah Oliver
                    George Jack Harry Alfie Theo Samuel Joshua Dafydd Tom Rory Finlay
                    """);

    private Names() {}

    static Name surname(Chance chance) {
        return chance.of(SURNAMES);
    }

    static Name given(Chance chance, boolean woman) {
        return chance.of(woman ? WOMEN : MEN);
    }

    private static List<Name> list(String words) {
        return Arrays.stream(words.split("\\s+", -1))
                .filter(w -> !w.isBlank())
                .map(w -> Name.of(w.replace('_', ' ')))
                .toList();
    }
}
