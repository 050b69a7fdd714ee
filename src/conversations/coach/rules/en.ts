import { englishPatterns } from './en-patterns.ts'
import { englishRemarks } from './en-remarks.ts'
import { englishTogether } from './en-together.ts'
import type { Tables } from './rules.ts'

export const english: Tables = {
  classes: {
    department: `department departments warehouse logistics billing accounting accounts courier couriers carrier carriers delivery
      driver drivers postman supplier suppliers manufacturer factory sales marketing branch store shop franchise franchisee
      operator distributor subcontractor contractor contractors bank technician technicians engineer engineers kitchen reception
      reservations bookings shift call_centre call_center head_office headquarters security cleaning cleaners maintenance
      office purchasing production returns dispatch fulfilment fulfillment airline agency platform colleagues colleague it tech
      finance legal procurement hr payroll dhl fedex ups royal_mail hermes evri usps dpd team_in people_in guys_in folks_in
      customs support_team other_team shipping shipper post_office printers printer vendor provider partner third_party
      manager trainee cashier waiter staff web_team developers installer installers insurer insurers council vet`,
    failed: `messed failed forgot lost made mixed didn't did missed dropped sent packed never delayed mishandled
      misplaced damaged broke overlooked botched screwed mislabelled mislabeled mispacked ignored closed put wrote
      gave told misread misrouted slipped entered processed hasn't haven't let caused took kept picked`,
    datum: `phone mobile email e-mail mail address postcode postcodes zip card iban account password pin cvv passport surname
      birth birthday dob ssn licence license policy number_plate registration whatsapp username full_name last_name
      booking_reference order_number customer_number membership_number account_number sort_code national_insurance
      date_of_birth contact_details details order_no booking_number reference_number bank_details medical id nhs home_address login tel cell room_number flight_number serial_number imei salary prescription diagnosis
      nhs_number ni_number pps_number pps maiden_name account_holder postal_code full_names surnames first_name your_name name_on
      name_and her_name his_name their_name eircode number_plates plate street_address house_number flat_number landline
      daytime_number your_number whole_name reg_number age diagnosis medication symptoms phone_number mobile_number card_number bank_account sort_codes contact_number`,
    praise: `great brilliant good lovely excellent fantastic nice super smashing cracking superb wonderful clever neat fair valid useful helpful splendid
      sound smart terrific interesting valuable amazing cool grand bright thoughtful kind marvellous marvelous ace solid`,
  },
  patterns: { ...englishPatterns, ...englishRemarks, ...englishTogether },
  empty: `a an the and or but if then so of to in on at for from with without about into over is are was were be been being am do does
    did doing has have had having will would can could should shall may might must i me my we us our you your yours he him his she her
    it its they them their this that these those there here what when where which who whom whose why how not no nor any some all
    just only also too very really please thanks thank hi hello hey dear know tell get got want need like one still yet now
    anyone anybody someone because as than up out by let lets i'd i'm it's don't i've you're wondering guys team ok okay going go
    been even much many more other more most know say said`,
  vague: `inconvenience inconveniences trouble issue issues problem problems caused cause experience experienced situation happened
    any may might have this that all very truly sincerely deeply sorry apologise apologize apologies apology hear about for the to
    you your our we i are am is of it so really extremely terribly and upset frustration frustrated disappointed disappointment caused
    please accept matter feel feeling way incident occurred genuinely incredibly hearing here could been has had over with offer us my
    bad poor negative less expectations expected enjoyed satisfied dissatisfied displeased unhappy negative unpleasant visit frustrating annoying annoyed
    sincerest sincere concern concerns feedback read reading see such be what`,
  initials: `VAT ID PDF USB SMS GPS SIM TV PC QR WIFI HDMI LED CD DVD URL FAQ IBAN NHS BBC UK USA EU US PIN CVV NFC GDPR COVID IKEA
    DHL UPS DPD FEDEX USPS API HTML JPG PNG CEO CFO VIP BIC SWIFT XL XXL XS DM PM AM OK RAM SSD CPU IP VPN MAC ETA ISO VISA MP3 4G 5G
    3G RRP NASA AC DC HR IT TBC TBA RSVP PS ATM DOB UTC GMT BST EST PST CET LGBT LGBTQ MRI GP DIY SPF UV BPA HEPA UHD OLED NYC LA
    PAYG ISBN RAC AA MOT DVLA HMRC TSA LHR JFK SKU ASAP FYI PO`,
  ordinary: /./,
  shouted: `no not never always now nothing all please your you stop wrong must every only any today everything`,
}
