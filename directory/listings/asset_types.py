"""The twelve asset types in the words of the Care Act, section 2."""

from directory.db import Coded
from directory.listings.codes import AssetType


class CareActWord(Coded):
    """The three things section 2 asks a council to provide or arrange."""

    SERVICE = "service", "Service"
    FACILITY = "facility", "Facility"
    RESOURCE = "resource", "Resource"


CARE_ACT_WORDS: dict[AssetType, CareActWord] = {
    AssetType.SERVICE: CareActWord.SERVICE,
    AssetType.GROUP: CareActWord.SERVICE,
    AssetType.EVENT: CareActWord.SERVICE,
    AssetType.HELPLINE: CareActWord.SERVICE,
    AssetType.VENUE: CareActWord.FACILITY,
    AssetType.PUBLIC_AMENITY: CareActWord.FACILITY,
    AssetType.EQUIPMENT_LOAN: CareActWord.RESOURCE,
    AssetType.FUND: CareActWord.RESOURCE,
    AssetType.INFORMATION: CareActWord.RESOURCE,
    AssetType.TOOL: CareActWord.RESOURCE,
    AssetType.PERSON_ROLE: CareActWord.RESOURCE,
    AssetType.INFORMAL_NETWORK: CareActWord.RESOURCE,
}
